using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CentralEndpoint.Storage;

/// <summary>
/// One SQLite file. It has one writer at a time anyway; waiting for the turn here is fair and holds no thread, waiting there is neither.
/// </summary>
internal sealed class SqliteEngine : IStorageEngine, IDisposable
{
    private const int BusySeconds = 5;

    // Another process may be making everything that is missing just then.
    private const int PrepareSeconds = 60;
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly string _file;
    private readonly string _connection;
    private readonly DbContextOptions<SqliteDbContext> _options;

    public SqliteEngine(string file)
    {
        _file = file;
        _connection = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = BusySeconds }.ToString();
        _options = new DbContextOptionsBuilder<SqliteDbContext>()
            .UseSqlite(_connection)
            .AddInterceptors(new SqlitePragmas())
            .ConfigureWarnings(static warnings => warnings.Ignore(RelationalEventId.MigrationsUserTransactionWarning))
            .Options;
    }

    public EndpointDbContext CreateContext() => new SqliteDbContext(_options);

    public void Prepare(EndpointDbContext db, Action prepare)
    {
        // SQLite gives its -wal and -shm files the mode of the database file.
        PrivateFile.Touch(_file);
        ((SqliteConnection)db.Database.GetDbConnection()).DefaultTimeout = PrepareSeconds;
        db.Database.ExecuteSqlRaw("PRAGMA journal_mode = WAL");
        // The write lock makes two processes that start at the same time agree on one schema and one key. A process that is killed
        // while it migrates leaves nothing behind.
        using var transaction = db.Database.BeginTransaction();
        SchemaVersion.Bring(db);
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

    public Task LockAuditAsync(EndpointDbContext db) => Task.CompletedTask;

    public Task EnterAllAsync(EndpointDbContext db) => Task.CompletedTask;

    // A deferred one keeps nobody from writing.
    public async Task<IAsyncDisposable> BeginReportAsync(EndpointDbContext db)
    {
        await db.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        return (await db.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true)))!;
    }

    // What was deleted is overwritten as it is deleted; the log beside the file is what still holds it.
    public Task<bool> ShredAsync(EndpointDbContext db) =>
        WriteAsync(async () =>
        {
            await db.Database.OpenConnectionAsync();
            try
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
                await using var answer = await command.ExecuteReaderAsync();
                return await answer.ReadAsync() && answer.GetInt32(0) == 0;
            }
            finally
            {
                await db.Database.CloseConnectionAsync();
            }
        });

    public Task<IAsyncDisposable?> TryTakePurgeAsync()
    {
        try
        {
            return Task.FromResult<IAsyncDisposable?>(PrivateFile.Lock(_file + "-purge"));
        }
        catch (IOException)
        {
            return Task.FromResult<IAsyncDisposable?>(null);
        }
    }

    /// <summary>Lets go of the file, which is whole then, without those that go along with it while it is in use.</summary>
    public void Dispose()
    {
        using (var connection = new SqliteConnection(_connection))
        {
            SqliteConnection.ClearPool(connection);
        }

        _turn.Dispose();
    }
}
