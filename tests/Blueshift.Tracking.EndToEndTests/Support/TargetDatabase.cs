using System.Data.Common;
using Blueshift.Tracking.Relational;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Is the database of an <see cref="OutboxProcess"/>, with its table of people and those of the outbox.</summary>
internal sealed class TargetDatabase : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DbDataSource _source;
    private readonly string? _folder;

    private TargetDatabase(OutboxProvider provider, string connection, string? folder)
    {
        Provider = provider;
        Connection = connection;
        _folder = folder;
        _source = folder is null
            ? NpgsqlDataSource.Create(connection)
            : SqliteFactory.Instance.CreateDataSource(connection);
    }

    public OutboxProvider Provider { get; }

    /// <summary>Gets how a process connects to it.</summary>
    public string Connection { get; }

    public static async Task<TargetDatabase> CreateAsync(OutboxProvider provider)
    {
        var folder =
            provider == OutboxProvider.Sqlite
                ? Directory.CreateTempSubdirectory("blueshift-e2e-outbox-").FullName
                : null;
        var connection = folder is null
            ? await PostgresRun.CreateAsync()
            : $"Data Source={Path.Combine(folder, "host.db")}";
        var database = new TargetDatabase(provider, connection, folder);
        if (folder is not null)
        {
            await database.RunAsync("PRAGMA journal_mode=WAL");
        }
        await database.RunAsync(OutboxScript.Create(provider));
        await database.RunAsync(
            "CREATE TABLE people (id TEXT PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL)"
        );
        return database;
    }

    public async Task RunAsync(string statement)
    {
        await using var command = _source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads a number.</summary>
    public async Task<long> NumberAsync(string expression)
    {
        await using var command = _source.CreateCommand($"SELECT CAST({expression} AS bigint)");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public Task<long> CountAsync(string from) => NumberAsync($"(SELECT COUNT(*) FROM {from})");

    /// <summary>Gets the ids of the rows that a process holds by its claims.</summary>
    public async Task<IReadOnlyList<string>> HeldByAsync(OutboxProcess process) =>
        [.. (await RowsAsync()).Where(row => row.Owner == process.Node).Select(static row => row.Id)];

    /// <summary>Gets the ids in the outbox, and by the claims of which process each is held.</summary>
    public async Task<IReadOnlyList<(string Id, string Owner)>> RowsAsync()
    {
        var rows = new List<(string Id, string Owner)>();
        await using var command = _source.CreateCommand(
            "SELECT id, COALESCE(owner, '') FROM blueshift_outbox ORDER BY sequence"
        );
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var id = new Guid((byte[])reader.GetValue(0), bigEndian: true);
            rows.Add(($"{id:D}", reader.GetString(1).Split('/')[0]));
        }
        return rows;
    }

    /// <summary>
    /// Lets the leases of a process run out. They hold for 270 s on the database's clock, which nobody can move: what is measured by it
    /// is moved instead. Time is injected.
    /// </summary>
    public Task EndLeasesAsync(OutboxProcess process) =>
        RunAsync($"UPDATE blueshift_outbox SET lease_until = lease_until - 271000 WHERE owner LIKE '{process.Node}/%'");

    /// <summary>Waits until something is true of the outbox.</summary>
    public async Task UntilAsync(Func<IReadOnlyList<(string Id, string Owner)>, bool> isTrue, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(BetweenLooks);
        while (!isTrue(await RowsAsync()))
        {
            Assert.IsFalse(patience.IsCancellationRequested, $"It did not become true: {what}.");
            await timer.WaitForNextTickAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        if (_folder is not null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
