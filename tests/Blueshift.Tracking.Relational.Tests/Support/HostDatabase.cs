using System.Data.Common;

namespace Blueshift.Tracking.Relational.Tests.Support;

/// <summary>Is a host's database of one test, with the outbox's tables and a table of users; skipped where the machine has no PostgreSQL.</summary>
internal sealed class HostDatabase : IAsyncDisposable
{
    private readonly IAsyncDisposable _database;

    private HostDatabase(OutboxProvider provider, DbDataSource source, IAsyncDisposable database)
    {
        Provider = provider;
        Source = source;
        _database = database;
    }

    public OutboxProvider Provider { get; }

    public DbDataSource Source { get; }

    public static async Task<HostDatabase> CreateAsync(OutboxProvider provider)
    {
        HostDatabase host;
        if (provider == OutboxProvider.Sqlite)
        {
            var database = await SqliteDatabase.CreateAsync();
            host = new HostDatabase(provider, database.Source, database);
        }
        else
        {
            var source = await OutboxBench.PostgresAsync();
            host = new HostDatabase(provider, source, source);
        }
        await host.RunAsync("CREATE TABLE people (name TEXT NOT NULL)");
        return host;
    }

    public async Task RunAsync(string statement)
    {
        await using var command = Source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string from)
    {
        await using var command = Source.CreateCommand($"SELECT COUNT(*) FROM {from}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Reads everything that the outbox holds of people, as it lies there.</summary>
    public async Task<IReadOnlyList<byte[]>> PayloadsAsync()
    {
        var payloads = new List<byte[]>();
        await using var command = Source.CreateCommand("SELECT payload FROM blueshift_outbox ORDER BY sequence");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            payloads.Add((byte[])reader.GetValue(0));
        }
        return payloads;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
