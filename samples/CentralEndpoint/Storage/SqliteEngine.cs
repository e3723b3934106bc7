using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Storage;

/// <summary>
/// One SQLite file. It has one writer at a time anyway; waiting for the turn here is fair and holds no thread, waiting there is neither.
/// </summary>
internal sealed class SqliteEngine(string file) : IStorageEngine, IDisposable
{
    private const int BusySeconds = 5;
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Configure(DbContextOptionsBuilder<EndpointDbContext> options)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = BusySeconds };
        options.UseSqlite(connection.ToString()).AddInterceptors(new SqlitePragmas());
    }

    public void Prepare(EndpointDbContext db, Action prepare)
    {
        // SQLite gives its -wal and -shm files the mode of the database file.
        PrivateFile.Touch(file);
        db.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
        // The write lock makes two processes that start at the same time agree on one schema and one key.
        using var transaction = db.Database.BeginTransaction();
        db.Database.EnsureCreated();
        prepare();
        transaction.Commit();
    }

    public async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        if (!await _turn.WaitAsync(LongestTurn))
        {
            throw new TimeoutException("Another batch has been writing for too long.");
        }

        try
        {
            return await write();
        }
        finally
        {
            _turn.Release();
        }
    }

    // A transaction takes the write lock as it begins (BEGIN IMMEDIATE).
    public Task LockAsync(EndpointDbContext db, string instance) => Task.CompletedTask;

    public void Dispose() => _turn.Dispose();
}
