namespace CentralEndpoint.Reports.Quality;

/// <summary>The report of data quality as a table.</summary>
internal static class QualityCsv
{
    private static readonly string[] Columns =
    [
        "from",
        "to",
        "activities",
        "baseline",
        "reconciled",
        "repeated_additions",
        "repeated_removals",
        "orphan_removals",
        "ahead",
        "within_hour",
        "within_day",
        "within_week",
        "within_month",
        "later",
        "mass_removal_at",
        "mass_removal_users",
        "mass_removal_of",
        "resent",
        "voided",
        "gap",
        "lost_with_buffers",
        "dead_letters",
        "clock_skew_seconds",
    ];

    public static CsvTable Of(QualityReport report)
    {
        var table = new CsvTable([.. RowColumns.Names, .. Columns, .. RowColumns.Ends]);
        foreach (var row in report.Rows)
        {
            table.Add([
                .. RowColumns.Of(row),
                report.From,
                report.To,
                .. Received(row),
                .. Standing(row),
                .. RowColumns.EndsOf(report.AsOf, knownAt: null, report.Definition),
            ]);
        }

        return table;
    }

    private static object?[] Received(QualityRow row) =>
        [
            row.Activities,
            row.Baseline,
            row.Reconciled,
            row.RepeatedAdditions,
            row.RepeatedRemovals,
            row.OrphanRemovals,
            row.Ahead,
            row.Late.WithinHour,
            row.Late.WithinDay,
            row.Late.WithinWeek,
            row.Late.WithinMonth,
            row.Late.Later,
            row.MassRemoval?.At,
            row.MassRemoval?.Removed,
            row.MassRemoval?.Active,
        ];

    private static object?[] Standing(QualityRow row) =>
        [row.Resent, row.Voided, row.Gap, row.LostWithBuffers, row.DeadLetters, row.ClockSkewSeconds];
}
