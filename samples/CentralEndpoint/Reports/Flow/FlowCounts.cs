using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Flow;

/// <summary>Counts, by instance and period, how users became active and ceased to be.</summary>
internal static class FlowCounts
{
    /// <param name="db">Is in a report's transaction.</param>
    /// <param name="intervals">The table of the times of activity.</param>
    /// <param name="zones">The periods.</param>
    /// <param name="question">Of which instance.</param>
    public static async Task<Dictionary<(string Instance, int Period), FlowCount>> ReadAsync(
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
        var only = question.Instance is null ? "" : $"WHERE i.id = {statement.Parameter(question.Instance)}";
        // Each count is one stretch of an index; grouping would sort all there are.
        var rows = await statement.RunAsync<FlowCount>(
            db,
            $"""
            SELECT i.id AS "Instance", p.n AS "Period",
                   (SELECT COUNT(*) FROM {intervals} v WHERE v.instance = i.id AND v.entry = 'baseline'
                      AND v.started >= p.since AND v.started < p.until) AS "Baseline",
                   (SELECT COUNT(*) FROM {intervals} v WHERE v.instance = i.id AND v.entry = 'new'
                      AND v.started >= p.since AND v.started < p.until) AS "New",
                   (SELECT COUNT(*) FROM {intervals} v WHERE v.instance = i.id AND v.entry = 'reactivated'
                      AND v.started >= p.since AND v.started < p.until) AS "Reactivated",
                   (SELECT COUNT(*) FROM {intervals} v WHERE v.instance = i.id
                      AND v.ended >= p.since AND v.ended < p.until) AS "Removed"
            FROM instance i JOIN period p ON p.zone = i.zone
            {only}
            """
        );
        return rows.ToDictionary(static row => (row.Instance, row.Period));
    }
}
