using System.Data.Common;

namespace Blueshift.Tracking.Relational.Connecting;

/// <summary>Is an open connection, with what has to be disposed when it is given back.</summary>
internal sealed class OutboxConnection(DbConnection connection, IAsyncDisposable? lease = null) : IAsyncDisposable
{
    /// <summary>Gets the connection, which is open.</summary>
    public DbConnection Connection { get; } = connection;

    public ValueTask DisposeAsync() => (lease ?? Connection).DisposeAsync();
}
