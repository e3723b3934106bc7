using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CentralEndpoint.Storage;

/// <summary>Sets what SQLite keeps per connection: a commit is on the disk before it is answered, and what is deleted is overwritten.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Statement =
        "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Set(connection);
        return Task.CompletedTask;
    }

    private static void Set(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Statement;
        command.ExecuteNonQuery();
    }
}
