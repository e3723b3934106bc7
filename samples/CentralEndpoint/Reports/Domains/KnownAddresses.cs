using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Domains;

/// <summary>Finds the latest known address of each user who is active at a time in each zone. Nothing of it is opened here.</summary>
internal static class KnownAddresses
{
    /// <param name="db">Is in a report's transaction.</param>
    /// <param name="cuts">By zone, in Unix milliseconds: what is dated before counts.</param>
    /// <param name="question">Of which instance.</param>
    public static async Task<IReadOnlyList<KnownAddress>> ReadAsync(
        EndpointDbContext db,
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
        var only = question.Instance is null ? "" : $"AND i.id = {statement.Parameter(question.Instance)}";
        statement.AddPart(
            "present",
            $"""
            SELECT v.instance, v.subject, c.before
            FROM active_interval v JOIN instance i ON i.id = v.instance JOIN cut c ON c.zone = i.zone
            WHERE v.started < c.before AND (v.ended IS NULL OR v.ended >= c.before) {only}
            """
        );
        // By its date, not by its arrival: a late one must not take the place of a later one.
        statement.AddPart(
            "known",
            """
            SELECT a.instance, a.subject, a.id,
                   ROW_NUMBER() OVER (PARTITION BY a.instance, a.subject
                                      ORDER BY a.date DESC, a.sequence DESC, a.id DESC) AS place
            FROM present s
            JOIN activity a ON a.instance = s.instance AND a.subject = s.subject AND a.date < s.before
            JOIN profile p ON p.instance = a.instance AND p.activity = a.id
            WHERE a.voided IS NULL AND p.email_index IS NOT NULL
            """
        );
        return await statement.RunAsync<KnownAddress>(
            db,
            """
            SELECT s.instance AS "Instance", k.id AS "Activity", p.box AS "Box"
            FROM present s
            LEFT JOIN known k ON k.instance = s.instance AND k.subject = s.subject AND k.place = 1
            LEFT JOIN profile p ON p.instance = k.instance AND p.activity = k.id
            """
        );
    }
}
