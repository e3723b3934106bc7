using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Restatement;

/// <summary>
/// Compares, by instance and period, what is known now with what was known when the period was closed. Only users of whom something
/// came or was voided later are looked at: of all others both are the same.
/// </summary>
internal static class RestatementCounts
{
    /// <param name="db">Is in a report's transaction.</param>
    /// <param name="periods">The periods that are closed.</param>
    /// <param name="question">Of which instance.</param>
    /// <returns>Nothing for a period for which nothing was late.</returns>
    public static async Task<Dictionary<(string Instance, int Period), RestatementCount>> ReadAsync(
        EndpointDbContext db,
        IReadOnlyCollection<ClosedPeriod> periods,
        ReportQuestion question
    )
    {
        if (periods.Count == 0)
        {
            return [];
        }

        var statement = new ReportStatement();
        statement.AddTable(
            "period",
            "zone, n, cut, closed",
            periods.Select(static one => (one.Zone, new[] { one.Number, one.End, one.Closed }))
        );
        AddLate(statement, periods.Min(static one => one.Closed - one.End), question);
        var rows = await statement.RunAsync<RestatementCount>(
            db,
            $"""
            SELECT instance AS "Instance", n AS "Period", CAST(SUM(activities) AS BIGINT) AS "Late",
                   SUM(CASE WHEN active_now THEN 1 ELSE 0 END) - SUM(CASE WHEN active_then THEN 1 ELSE 0 END) AS "Difference"
            FROM (SELECT l.instance, l.n, l.activities,
                         {LastAdded("b.voided IS NULL")} AS active_now,
                         {LastAdded(
                "b.received < l.closed AND (b.voided IS NULL OR b.voided >= l.closed)"
            )} AS active_then
                  FROM late l) compared
            GROUP BY instance, n
            """
        );
        return rows.ToDictionary(static row => (row.Instance, row.Period));
    }

    private static void AddLate(ReportStatement statement, long leastDelay, ReportQuestion question)
    {
        var only = question.Instance is null ? "" : $"AND i.id = {statement.Parameter(question.Instance)}";
        // It says nothing that the conditions after it do not, and leaves few to be compared with every period.
        statement.AddTable(
            "candidate",
            $"""
            SELECT a.instance, a.subject, a.date, a.received, a.voided, i.zone
            FROM activity a JOIN instance i ON i.id = a.instance
            WHERE (a.received - a.date >= {leastDelay} OR a.voided IS NOT NULL) {only}
            """
        );
        statement.AddPart(
            "late",
            """
            SELECT a.instance, p.n, p.cut, p.closed, a.subject, COUNT(*) AS activities
            FROM candidate a JOIN period p ON p.zone = a.zone
            WHERE a.date < p.cut
              AND ((a.received >= p.closed AND a.voided IS NULL) OR (a.received < p.closed AND a.voided >= p.closed))
            GROUP BY a.instance, p.n, p.cut, p.closed, a.subject
            """
        );
    }

    private static string LastAdded(string counts) =>
        $"""
            COALESCE((SELECT b.added FROM activity b
                      WHERE b.instance = l.instance AND b.subject = l.subject AND b.date < l.cut AND {counts}
                      ORDER BY b.date DESC, b.sequence DESC, b.id DESC LIMIT 1), FALSE)
            """;
}
