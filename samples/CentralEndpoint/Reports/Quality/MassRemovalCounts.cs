using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Quality;

/// <summary>Finds, by instance, the hour of a span in which most users were removed, by the dates of their removals.</summary>
internal static class MassRemovalCounts
{
    private const long Hour = 60 * 60 * 1000;

    /// <param name="db">Is in a report's transaction.</param>
    /// <param name="zones">The one period.</param>
    /// <param name="question">Of which instance.</param>
    /// <returns>Nothing of an instance of which nobody was removed.</returns>
    public static async Task<Dictionary<string, MassRemovalCount>> ReadAsync(
        EndpointDbContext db,
        IEnumerable<ZonePeriods> zones,
        ReportQuestion question
    )
    {
        var statement = new ReportStatement();
        statement.AddTable("span", "zone, n, since, until", zones.Select(static zone => (zone.Zone, zone.Whole)));
        var only = question.Instance is null ? "" : $"AND i.id = {statement.Parameter(question.Instance)}";
        statement.AddPart(
            "removal",
            $"""
            SELECT v.instance, v.ended,
                   COUNT(*) OVER (PARTITION BY v.instance ORDER BY v.ended
                                  RANGE BETWEEN {Hour} PRECEDING AND CURRENT ROW) AS users
            FROM active_interval v JOIN instance i ON i.id = v.instance JOIN span s ON s.zone = i.zone
            WHERE v.ended >= s.since AND v.ended < s.until {only}
            """
        );
        statement.AddPart(
            "ranked",
            """
            SELECT instance, ended, users,
                   ROW_NUMBER() OVER (PARTITION BY instance ORDER BY users DESC, ended DESC) AS place
            FROM removal
            """
        );
        var rows = await statement.RunAsync<MassRemovalCount>(
            db,
            $"""
            SELECT r.instance AS "Instance", r.ended AS "Ended", r.users AS "Removed",
                   (SELECT COUNT(*) FROM active_interval v
                    WHERE v.instance = r.instance AND v.started < r.ended - {Hour}
                      AND (v.ended IS NULL OR v.ended >= r.ended - {Hour})) AS "Active"
            FROM ranked r
            WHERE r.place = 1
            """
        );
        return rows.ToDictionary(static row => row.Instance, StringComparer.Ordinal);
    }
}
