namespace CentralEndpoint.Reports.Seats;

/// <summary>The report of seats as a table, one row for each instance or client and period.</summary>
internal static class SeatsCsv
{
    public static CsvTable Of(SeatsReport report)
    {
        var table = new CsvTable([
            .. RowColumns.Names,
            "from",
            "to",
            "running",
            "seats",
            "closing",
            "peak",
            "average",
            "true_up",
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
                    period.Running,
                    row.Seats,
                    period.Closing,
                    period.Peak,
                    period.Average,
                    period.TrueUp,
                    .. RowColumns.EndsOf(report.AsOf, report.KnownAt, report.Definition),
                ]);
            }
        }

        return table;
    }
}
