namespace CentralEndpoint.Reports;

/// <summary>
/// The times of activity that a report's statement reads: those kept in the ingest transaction or, as known at a time, those that the
/// activities say that were stored before it and not taken out until then.
/// </summary>
internal static class KnownIntervals
{
    /// <summary>Is the table to read for what is known now.</summary>
    public const string Kept = "active_interval";

    /// <summary>Is the name to read for what was known at a time; <see cref="Define"/> goes before the statement.</summary>
    public const string Known = "known_interval";

    /// <summary>Says what <see cref="Known"/> is, for a <c>WITH</c> clause. It says in SQL what the fold says.</summary>
    /// <param name="before">Stands for the time in the statement.</param>
    public static string Define(string before) =>
        $"""
            known_interval AS MATERIALIZED (
                SELECT instance, subject, started, ended, entry FROM (
                    SELECT instance, subject, added, date AS started,
                           LEAD(date) OVER (PARTITION BY instance, subject ORDER BY date) AS ended,
                           CASE WHEN origin = 'baseline' THEN 'baseline'
                                WHEN ROW_NUMBER() OVER (PARTITION BY instance, subject ORDER BY date) = 1 THEN 'new'
                                ELSE 'reactivated' END AS entry
                    FROM (
                        SELECT instance, subject, added, date, origin,
                               LAG(added) OVER (PARTITION BY instance, subject ORDER BY date) AS previous
                        FROM (
                            SELECT instance, subject, added, date, origin,
                                   ROW_NUMBER() OVER (PARTITION BY instance, subject, date ORDER BY sequence DESC, id DESC) AS place
                            FROM activity
                            WHERE received < {before} AND (voided IS NULL OR voided >= {before})) ranked
                        WHERE place = 1) decided
                    WHERE (previous IS NULL AND added) OR previous <> added) changed
                WHERE added)
            """;
}
