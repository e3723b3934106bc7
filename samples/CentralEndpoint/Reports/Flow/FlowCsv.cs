namespace CentralEndpoint.Reports.Flow;

/// <summary>The report of who came and went as a table, one row for each instance and period.</summary>
internal static class FlowCsv
{
    private static readonly string[] s_columns =
    [
        "from",
        "to",
        "running",
        "opening",
        "baseline",
        "new",
        "reactivated",
        "removed",
        "closing",
        "closes",
    ];

    public static CsvTable Of(FlowReport report)
    {
        var table = new CsvTable(["instance", "client", "kind", "zone", .. s_columns, "state", .. RowColumns.Ends]);
        foreach (var row in report.Instances)
        {
            foreach (var period in row.Periods)
            {
                Add(table, report, row, period);
            }
        }

        return table;
    }

    /// <summary>Makes the table of the clients.</summary>
    public static CsvTable OfClients(FlowReport report)
    {
        var table = new CsvTable([.. RowColumns.Names, .. s_columns, .. RowColumns.Ends]);
        foreach (var row in report.Clients)
        {
            foreach (var period in row.Periods)
            {
                table.Add([
                    .. RowColumns.Of(row),
                    .. Cells(period, row.Closes),
                    .. RowColumns.EndsOf(report.AsOf, report.KnownAt, report.Definition),
                ]);
            }
        }

        return table;
    }

    private static void Add(CsvTable table, FlowReport report, InstanceFlow row, FlowPeriod period) =>
        table.Add([
            row.Instance,
            row.Client,
            row.Kind,
            row.Zone,
            .. Cells(period, row.Closes),
            row.State,
            .. RowColumns.EndsOf(report.AsOf, report.KnownAt, report.Definition),
        ]);

    private static object?[] Cells(FlowPeriod period, bool closes) =>
        [
            period.From,
            period.To,
            period.Running,
            period.Opening,
            period.Baseline,
            period.New,
            period.Reactivated,
            period.Removed,
            period.Closing,
            closes,
        ];
}
