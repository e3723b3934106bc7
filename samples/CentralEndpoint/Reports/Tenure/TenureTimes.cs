using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Tenure;

/// <summary>Adds up for how long each user was active until a time in each zone.</summary>
internal static class TenureTimes
{
    /// <param name="db">Is in a report's transaction.</param>
    /// <param name="cuts">By zone, in Unix milliseconds: until when.</param>
    /// <param name="question">Of which instance.</param>
    public static async Task<ILookup<string, TenureTime>> ReadAsync(
        EndpointDbContext db,
        IReadOnlyCollection<KeyValuePair<string, long>> cuts,
        ReportQuestion question
    )
    {
        if (cuts.Count == 0)
        {
            return Array.Empty<TenureTime>().ToLookup(static row => row.Instance, StringComparer.Ordinal);
        }

        var statement = new ReportStatement();
        statement.AddTable("cut", "zone, before", cuts.Select(static cut => (cut.Key, new[] { cut.Value })));
        var only = question.Instance is null ? "" : $"AND i.id = {statement.Parameter(question.Instance)}";
        var rows = await statement.RunAsync<TenureTime>(
            db,
            $"""
            SELECT v.instance AS "Instance",
                   CAST(SUM(CASE WHEN v.ended < c.before THEN v.ended ELSE c.before END - v.started) AS BIGINT) AS "Milliseconds",
                   MAX(CASE WHEN v.ended < c.before THEN 0 ELSE 1 END) AS "IsActive",
                   MAX(CASE WHEN v.entry = 'baseline' THEN 1 ELSE 0 END) AS "IsBaseline"
            FROM active_interval v JOIN instance i ON i.id = v.instance JOIN cut c ON c.zone = i.zone
            WHERE v.started < c.before {only}
            GROUP BY v.instance, v.subject
            """
        );
        return rows.ToLookup(static row => row.Instance, StringComparer.Ordinal);
    }
}
