using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Seats;

/// <summary>Follows the number of active users through each period, by instance.</summary>
internal static class SeatCounts
{
    /// <param name="db">Is in a report's transaction.</param>
    /// <param name="intervals">The table of the times of activity.</param>
    /// <param name="zones">The periods.</param>
    /// <param name="question">Of which instance.</param>
    /// <returns>Nothing for a period in which nobody came or went.</returns>
    public static async Task<Dictionary<(string Instance, int Period), SeatCount>> ReadAsync(
        EndpointDbContext db,
        string intervals,
        IEnumerable<ZonePeriods> zones,
        ReportQuestion question
    )
    {
        var statement = new ReportStatement();
        statement.AddTable(
            "period",
            "zone, n, since, until",
            zones.SelectMany(static zone => zone.Each().Select(numbers => (zone.Zone, numbers)))
        );
        AddLevels(statement, intervals, question);
        var rows = await statement.RunAsync<SeatCount>(
            db,
            """
            SELECT instance AS "Instance", n AS "Period", MIN(moment) AS "First",
                   CAST(MAX(users) AS BIGINT) AS "Highest",
                   CAST(MAX(CASE WHEN next IS NULL THEN users END) AS BIGINT) AS "Net",
                   CAST(SUM(users * (COALESCE(next, until) - moment)) AS BIGINT) AS "Area"
            FROM level
            GROUP BY instance, n
            """
        );
        return rows.ToDictionary(static row => (row.Instance, row.Period));
    }

    // The number of active users after each move of it, against that of the period's beginning.
    private static void AddLevels(ReportStatement statement, string intervals, ReportQuestion question)
    {
        var only = question.Instance is null ? "" : $"WHERE i.id = {statement.Parameter(question.Instance)}";
        statement.AddPart("step", $"{Steps("started", 1)} {only} UNION ALL {Steps("ended", -1)} {only}");
        // Of one moment only what remains: nobody was active for no time.
        statement.AddPart(
            "move",
            "SELECT instance, n, until, moment, SUM(users) AS users FROM step GROUP BY instance, n, until, moment"
        );
        statement.AddPart(
            "level",
            """
            SELECT instance, n, until, moment,
                   SUM(users) OVER (PARTITION BY instance, n ORDER BY moment) AS users,
                   LEAD(moment) OVER (PARTITION BY instance, n ORDER BY moment) AS next
            FROM move
            """
        );

        string Steps(string column, int users) =>
            $"""
                SELECT i.id AS instance, p.n AS n, p.until AS until, v.{column} AS moment, {users} AS users
                FROM instance i
                JOIN period p ON p.zone = i.zone
                JOIN {intervals} v ON v.instance = i.id AND v.{column} >= p.since AND v.{column} < p.until
                """;
    }
}
