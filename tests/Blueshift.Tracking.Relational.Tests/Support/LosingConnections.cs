using System.Data.Common;
using Blueshift.Tracking.Relational.Connecting;

namespace Blueshift.Tracking.Relational.Tests.Support;

/// <summary>Loses the answer of what was done on a connection, once it was done.</summary>
internal sealed class LosingConnections(DbDataSource database) : IOutboxConnections
{
    /// <summary>Gets or sets whether the next answer is lost.</summary>
    public bool LosesNext { get; set; }

    public async ValueTask<OutboxConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        var loses = LosesNext;
        LosesNext = false;
        return new OutboxConnection(connection, loses ? new LosingLease(connection) : null);
    }

    private sealed class LosingLease(DbConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await connection.DisposeAsync();
            throw new LostException();
        }
    }

    private sealed class LostException() : DbException("The answer was lost.");
}
