using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports;

/// <summary>Counts who is active at a time in each zone, by instance.</summary>
internal static class ActiveCounts
{
    /// <param name="db">Is in a report's transaction.</param>
    /// <param name="intervals">The table of the times of activity.</param>
    /// <param name="cuts">By zone, in Unix milliseconds: what is dated before counts.</param>
    /// <param name="question">Of which instance.</param>
    public static async Task<Dictionary<string, long>> ReadAsync(
        EndpointDbContext db,
        string intervals,
        IReadOnlyCollection<KeyValuePair<string, long>> cuts,
        ReportQuestion question
    )
    {
        if (cuts.Count == 0)
        {
            return [];
        }

        var statement = new ReportStatement();
        statement.AddTable("cut", "zone, before", cuts.Select(static cut => (cut.Key, new[] { cut.Value })));
        var only = question.Instance is null ? "" : $"WHERE i.id = {statement.Parameter(question.Instance)}";
        // Two counts, each a stretch of an index: those who still are, and those who ceased to be later.
        var rows = await statement.RunAsync<InstanceCount>(
            db,
            $"""
            SELECT i.id AS "Instance",
                   (SELECT COUNT(*) FROM {intervals} v
                    WHERE v.instance = i.id AND v.ended IS NULL AND v.started < c.before)
                   + (SELECT COUNT(*) FROM {intervals} v
                      WHERE v.instance = i.id AND v.ended >= c.before AND v.started < c.before) AS "Users"
            FROM instance i JOIN cut c ON c.zone = i.zone
            {only}
            """
        );
        return rows.ToDictionary(static row => row.Instance, static row => row.Users, StringComparer.Ordinal);
    }
}
