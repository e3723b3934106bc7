using System.Data.Common;

namespace Blueshift.Tracking.Relational.Connecting;

/// <summary>Opens connections of the library's own to the database of the outbox. Safe for several threads.</summary>
internal interface IOutboxConnections
{
    /// <summary>Opens a connection that nobody else uses, or takes one from a pool.</summary>
    /// <exception cref="DbException">The database is away.</exception>
    ValueTask<OutboxConnection> OpenAsync(CancellationToken cancellationToken);
}
