using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Storage;

/// <summary>A lock over all endpoints of a database, held by a connection: it goes with the process that held it.</summary>
internal sealed class PostgresLock : IAsyncDisposable
{
    private readonly EndpointDbContext _db;
    private readonly long _number;

    private PostgresLock(EndpointDbContext db, long number)
    {
        _db = db;
        _number = number;
    }

    /// <param name="db">Is the lock's own from here on.</param>
    /// <param name="number">Which lock.</param>
    /// <returns><see langword="null"/> where somebody else has it.</returns>
    public static async Task<IAsyncDisposable?> TryTakeAsync(EndpointDbContext db, long number)
    {
        try
        {
            await db.Database.OpenConnectionAsync();
            if (await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({number}) AS \"Value\"").SingleAsync())
            {
                return new PostgresLock(db, number);
            }
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }

        await db.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        // Not left to the pool: it keeps the session, and with it the lock.
        await _db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({_number})");
        await _db.DisposeAsync();
    }
}
