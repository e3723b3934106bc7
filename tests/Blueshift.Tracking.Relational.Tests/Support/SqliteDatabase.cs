using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Blueshift.Tracking.Relational.Tests.Support;

/// <summary>Is a SQLite file of its own, with the outbox's tables.</summary>
internal sealed class SqliteDatabase : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("blueshift-outbox-").FullName;

    private SqliteDatabase() =>
        Source = SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(_folder, "host.db")}");

    public DbDataSource Source { get; }

    public static async Task<SqliteDatabase> CreateAsync()
    {
        var database = new SqliteDatabase();
        await using var command = database.Source.CreateCommand("PRAGMA journal_mode=WAL");
        await command.ExecuteNonQueryAsync();
        await database.Source.MakeTablesAsync(OutboxProvider.Sqlite);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
