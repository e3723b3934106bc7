using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CentralEndpoint.Storage;

/// <summary>
/// Writes the tables that hold anything of a person anew, without what was deleted. Each is held meanwhile; nobody waits for one that
/// is held by others. PostgreSQL's write-ahead log and its archive keep what they hold until they are recycled.
/// </summary>
internal static class PostgresShredding
{
    // Each of them waits for the one before to end.
    private static readonly string[] s_statements =
    [
        "VACUUM FULL profile",
        "VACUUM FULL activity",
        "VACUUM FULL active_interval",
        "VACUUM FULL correction",
        "VACUUM FULL request_person",
        "VACUUM FULL suppression",
        "VACUUM FULL privacy_request",
    ];

    private const int Attempts = 20;

    /// <returns>Whether all is gone; <see langword="false"/> where somebody still reads: try again later.</returns>
    public static async Task<bool> RunAsync(EndpointDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        try
        {
            db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
            await db.Database.ExecuteSqlRawAsync("SET lock_timeout = '2s'");
            if (!await AreEarlierReadersGoneAsync(db))
            {
                return false;
            }

            foreach (var statement in s_statements)
            {
                await db.Database.ExecuteSqlRawAsync(statement);
            }

            return true;
        }
        catch (PostgresException fault)
            when (fault.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            return false;
        }
        finally
        {
            await db.Database.ExecuteSqlRawAsync("RESET lock_timeout");
            await db.Database.CloseConnectionAsync();
        }
    }

    // Whoever began to read before may still see what was deleted, and so it would be written anew as well.
    private static async Task<bool> AreEarlierReadersGoneAsync(EndpointDbContext db)
    {
        var last = await db
            .Database.SqlQuery<string>($"SELECT pg_current_xact_id()::xid::text AS \"Value\"")
            .SingleAsync();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var readers = await db
                .Database.SqlQuery<int>(
                    $"""
                    SELECT COUNT(*)::int AS "Value" FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                        AND backend_xmin IS NOT NULL AND age(backend_xmin) >= age({last}::xid)
                    """
                )
                .SingleAsync();
            if (readers == 0)
            {
                return true;
            }

            await db.Database.ExecuteSqlRawAsync("SELECT pg_sleep(0.1)");
        }

        return false;
    }
}
