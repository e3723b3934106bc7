using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Quality;

/// <summary>Sorts what was received in a span, by instance.</summary>
internal static class QualityCounts
{
    // As many milliseconds ahead a clock may be without being called wrong.
    private const long ToleratedAhead = 5 * 60 * 1000;
    private const long Hour = 60 * 60 * 1000;
    private const long Day = 24 * Hour;
    private const long Week = 7 * Day;
    private const long Month = 31 * Day;

    /// <param name="db">Is in a report's transaction.</param>
    /// <param name="zones">The one period.</param>
    /// <param name="question">Of which instance.</param>
    /// <returns>Nothing of an instance of which nothing was received.</returns>
    public static async Task<Dictionary<string, QualityCount>> ReadAsync(
        EndpointDbContext db,
        IEnumerable<ZonePeriods> zones,
        ReportQuestion question
    )
    {
        var statement = new ReportStatement();
        statement.AddTable("span", "zone, n, since, until", zones.Select(static zone => (zone.Zone, zone.Whole)));
        var only = question.Instance is null ? "" : $"AND i.id = {statement.Parameter(question.Instance)}";
        // What came before is that of the user's other activities, whenever they were received.
        statement.AddPart(
            "told",
            """
            SELECT instance, added, date, received, origin,
                   LAG(added) OVER (PARTITION BY instance, subject ORDER BY date, sequence, id) AS previous
            FROM activity WHERE voided IS NULL
            """
        );
        var rows = await statement.RunAsync<QualityCount>(
            db,
            $"""
            SELECT t.instance AS "Instance", COUNT(*) AS "Activities",
                   {Count("t.origin = 'baseline'")} AS "Baseline",
                   {Count("t.origin = 'reconciled'")} AS "Reconciled",
                   {Count("t.added AND t.previous")} AS "RepeatedAdditions",
                   {Count("NOT t.added AND NOT t.previous")} AS "RepeatedRemovals",
                   {Count("NOT t.added AND t.previous IS NULL")} AS "OrphanRemovals",
                   {Count($"t.date > t.received + {ToleratedAhead}")} AS "Ahead",
                   {Late("", Hour)} AS "WithinHour",
                   {Late($"t.received - t.date > {Hour} AND", Day)} AS "WithinDay",
                   {Late($"t.received - t.date > {Day} AND", Week)} AS "WithinWeek",
                   {Late($"t.received - t.date > {Week} AND", Month)} AS "WithinMonth",
                   {Count($"t.origin IS NULL AND t.received - t.date > {Month}")} AS "Later"
            FROM told t JOIN instance i ON i.id = t.instance JOIN span s ON s.zone = i.zone
            WHERE t.received >= s.since AND t.received < s.until {only}
            GROUP BY t.instance
            """
        );
        return rows.ToDictionary(static row => row.Instance, StringComparer.Ordinal);
    }

    private static string Count(string condition) => $"COUNT(CASE WHEN {condition} THEN 1 END)";

    private static string Late(string longerThan, long most) =>
        Count($"t.origin IS NULL AND {longerThan} t.received - t.date <= {most}");
}
