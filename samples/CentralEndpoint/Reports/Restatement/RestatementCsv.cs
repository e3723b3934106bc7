namespace CentralEndpoint.Reports.Restatement;

/// <summary>The report of restatements as a table, one row for each instance or client and period.</summary>
internal static class RestatementCsv
{
    public static CsvTable Of(RestatementReport report)
    {
        var table = new CsvTable([
            .. RowColumns.Names,
            "from",
            "to",
            "closed",
            "close_days",
            "at_close",
            "now",
            "difference",
            "late",
            .. RowColumns.Ends,
        ]);
        foreach (var row in report.Rows)
        {
            foreach (var period in row.Periods)
            {
                table.Add([
                    .. RowColumns.Of(row),
                    period.From,
                    period.To,
                    period.Closed,
                    report.CloseDays,
                    period.AtClose,
                    period.Now,
                    period.Difference,
                    period.Late,
                    .. RowColumns.EndsOf(report.AsOf, knownAt: null, report.Definition),
                ]);
            }
        }

        return table;
    }
}
