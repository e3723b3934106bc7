namespace CentralEndpoint.Reports.ActiveUsers;

/// <summary>The report of active users as a table.</summary>
internal static class ActiveUsersCsv
{
    public static CsvTable Of(ActiveUsersReport report)
    {
        var table = new CsvTable(
            "instance",
            "client",
            "kind",
            "zone",
            "at",
            "active",
            "seats",
            "state",
            "as_of",
            "known_at",
            "definition"
        );
        foreach (var row in report.Instances)
        {
            table.Add(
                row.Instance,
                row.Client,
                row.Kind,
                row.Zone,
                row.At,
                row.Active,
                row.Seats,
                row.State,
                report.AsOf,
                report.KnownAt ?? report.AsOf,
                report.Definition
            );
        }

        return table;
    }

    /// <summary>Makes the table of the clients.</summary>
    public static CsvTable OfClients(ActiveUsersReport report)
    {
        var table = new CsvTable([.. RowColumns.Names, "at", "active", "seats", .. RowColumns.Ends]);
        foreach (var row in report.Clients)
        {
            table.Add([
                .. RowColumns.Of(row),
                report.At,
                row.Active,
                row.Seats,
                .. RowColumns.EndsOf(report.AsOf, report.KnownAt, report.Definition),
            ]);
        }

        return table;
    }
}
