using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Cohorts;

/// <summary>Counts, by instance, cohort and month, who is still active.</summary>
internal static class CohortCounts
{
    /// <summary>The number of the cohort of those who were there before their instance began to report.</summary>
    public const int Before = -1;

    /// <param name="db">Is in a report's transaction.</param>
    /// <param name="zones">The months.</param>
    /// <param name="question">Of which instance.</param>
    public static async Task<ILookup<string, CohortCount>> ReadAsync(
        EndpointDbContext db,
        IReadOnlyCollection<ZonePeriods> zones,
        ReportQuestion question
    )
    {
        var statement = new ReportStatement();
        statement.AddTable(
            "period",
            "zone, n, since, until",
            zones.SelectMany(static zone => zone.Each().Select(numbers => (zone.Zone, numbers)))
        );
        var only = question.Instance is null ? "" : $"AND i.id = {statement.Parameter(question.Instance)}";
        statement.AddPart(
            "first",
            "SELECT instance, subject, MIN(started) AS started FROM active_interval GROUP BY instance, subject"
        );
        statement.AddPart(
            "member",
            $"""
            SELECT f.instance, f.subject, f.started, i.zone, CASE WHEN v.entry = 'baseline' THEN {Before} ELSE p.n END AS cohort
            FROM first f
            JOIN active_interval v ON v.instance = f.instance AND v.subject = f.subject AND v.started = f.started
            JOIN instance i ON i.id = f.instance
            LEFT JOIN period p ON p.zone = i.zone AND f.started >= p.since AND f.started < p.until
            WHERE (v.entry = 'baseline' OR p.n IS NOT NULL) {only}
            """
        );
        var rows = await statement.RunAsync<CohortCount>(
            db,
            """
            SELECT m.instance AS "Instance", m.cohort AS "Cohort", p.n AS "Month", COUNT(*) AS "Users",
                   COUNT(CASE WHEN EXISTS (SELECT 1 FROM active_interval v
                                           WHERE v.instance = m.instance AND v.subject = m.subject AND v.started < p.until
                                             AND (v.ended IS NULL OR v.ended >= p.until)) THEN 1 END) AS "Active"
            FROM member m JOIN period p ON p.zone = m.zone AND m.started < p.until AND p.n >= m.cohort
            GROUP BY m.instance, m.cohort, p.n
            """
        );
        return rows.ToLookup(static row => row.Instance, StringComparer.Ordinal);
    }
}
