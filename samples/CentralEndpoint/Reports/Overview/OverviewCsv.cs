namespace CentralEndpoint.Reports.Overview;

/// <summary>The rows of the overview as a table.</summary>
internal static class OverviewCsv
{
    public static CsvTable Of(OverviewReport report)
    {
        var table = new CsvTable(
            "client",
            "instance",
            "instances",
            "test",
            "day",
            "active",
            "seats",
            "in",
            "out",
            "last_received",
            "state",
            "as_of",
            "definition"
        );
        foreach (var row in report.Rows)
        {
            table.Add(
                row.Client,
                row.Instance,
                row.Instances,
                row.IsTest,
                report.Day,
                row.Active,
                row.Seats,
                row.In,
                row.Out,
                row.LastReceived,
                row.State,
                report.AsOf,
                report.Definition
            );
        }

        return table;
    }
}
