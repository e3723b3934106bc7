namespace CentralEndpoint.Reports.Domains;

/// <summary>The report of domains as a table, one row for each instance or client and domain.</summary>
internal static class DomainsCsv
{
    public static CsvTable Of(DomainsReport report)
    {
        var table = new CsvTable([.. RowColumns.Names, "at", "group", "domain", "users", .. RowColumns.Ends]);
        foreach (var row in report.Rows)
        {
            foreach (var one in row.Domains)
            {
                Add(table, report, row, "domain", one);
            }

            Add(table, report, row, "other", new DomainUsers("", row.Other));
            Add(table, report, row, "not-held", new DomainUsers("", row.NotHeld));
        }

        return table;
    }

    private static void Add(CsvTable table, DomainsReport report, DomainsRow row, string group, DomainUsers one) =>
        table.Add([
            .. RowColumns.Of(row),
            report.At,
            group,
            one.Domain,
            one.Users,
            .. RowColumns.EndsOf(report.AsOf, knownAt: null, report.Definition),
        ]);
}
