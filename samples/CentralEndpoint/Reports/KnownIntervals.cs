using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Reports;

/// <summary>
/// The times of activity that a report reads: those kept in the ingest transaction or, as known at a time, those that the activities
/// say that were stored before it and not taken out until then.
/// </summary>
internal static class KnownIntervals
{
    private const string Kept = "active_interval";
    private const string Known = "known_interval";

    /// <summary>Gives the table to read. What is made for this report goes with its transaction.</summary>
    public static async Task<string> PrepareAsync(EndpointDbContext db, ReportQuestion question)
    {
        if (question.KnownBefore is not { } before)
        {
            return Kept;
        }

        // It says in SQL what the fold says.
        await db.Database.ExecuteSqlAsync(
            $"""
            CREATE TEMPORARY TABLE known_interval AS
            SELECT instance, started, ended, entry FROM (
                SELECT instance, added, date AS started,
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
            WHERE added
            """
        );
        // As those that are kept have them.
        await db.Database.ExecuteSqlRawAsync(
            """
            CREATE INDEX known_entry ON known_interval (instance, entry, started);
            CREATE INDEX known_end ON known_interval (instance, ended, started);
            ANALYZE known_interval
            """
        );
        return Known;
    }
}
