using System.Data.Common;
using Blueshift.Tracking.Relational;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a SQLite file.</summary>
internal sealed class SqliteHostDatabase : HostDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("blueshift-ef-").FullName;

    public override OutboxProvider Provider => OutboxProvider.Sqlite;

    private string Connection => $"Data Source={Path.Combine(_folder, "host.db")};Pooling=False";

    public override void Use(DbContextOptionsBuilder options) => options.UseSqlite(Connection);

    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection(Connection);
        await connection.OpenAsync();
        return connection;
    }

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
