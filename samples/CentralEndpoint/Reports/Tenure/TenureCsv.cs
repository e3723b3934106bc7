namespace CentralEndpoint.Reports.Tenure;

/// <summary>The report of tenure as a table: a row for those who are active and one for those who are gone.</summary>
internal static class TenureCsv
{
    private static readonly string[] Columns =
    [
        "at",
        "users_are",
        "users",
        "median_days",
        "under_30_days",
        "under_90_days",
        "under_180_days",
        "under_365_days",
        "under_730_days",
        "longer",
        "baseline",
    ];

    public static CsvTable Of(TenureReport report)
    {
        var table = new CsvTable([.. RowColumns.Names, .. Columns, .. RowColumns.Ends]);
        foreach (var row in report.Rows)
        {
            Add(table, report, row, "active", row.Active);
            Add(table, report, row, "gone", row.Gone);
        }

        return table;
    }

    private static void Add(CsvTable table, TenureReport report, TenureRow row, string kind, TenureGroup group) =>
        table.Add([
            .. RowColumns.Of(row),
            report.At,
            kind,
            group.Users,
            group.MedianDays,
            .. group.Buckets.Cast<object?>(),
            row.Baseline,
            .. RowColumns.EndsOf(report.AsOf, knownAt: null, report.Definition),
        ]);
}
