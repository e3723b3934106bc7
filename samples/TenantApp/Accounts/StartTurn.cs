using Microsoft.EntityFrameworkCore;

namespace TenantApp.Accounts;

/// <summary>Lets one node of several over one PostgreSQL database start at a time, so that one of them makes what is missing.</summary>
public sealed class StartTurn : IAsyncDisposable
{
    // Any number that nothing else in the database locks by.
    private const long LockNumber = 7_481_2026;

    private readonly AppDbContext _database;
    private readonly bool _isTaken;

    private StartTurn(AppDbContext database, bool isTaken)
    {
        _database = database;
        _isTaken = isTaken;
    }

    /// <summary>Waits for the turn. SQLite has one node, whose turn it always is.</summary>
    public static async Task<StartTurn> TakeAsync(AppDbContext database)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (!database.Database.IsNpgsql())
        {
            return new StartTurn(database, isTaken: false);
        }
        // The lock is the connection's, which therefore stays open.
        await database.Database.OpenConnectionAsync();
        await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({LockNumber})");
        return new StartTurn(database, isTaken: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_isTaken)
        {
            await _database.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({LockNumber})");
            await _database.Database.CloseConnectionAsync();
        }
    }
}
