using Microsoft.AspNetCore.Connections;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Keeps every connection, can break each, and can drop new ones before TLS has begun.</summary>
internal sealed class ConnectionLog(ChangeSignal signal)
{
    private readonly Lock _lock = new();
    private readonly List<TrackedConnection> _all = [];
    private readonly Dictionary<string, TrackedConnection> _open = [];
    private int _toDrop;
    private bool _isOver;

    public IReadOnlyList<RecordedConnection> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all.Select(connection => connection.Record())];
            }
        }
    }

    public void DropNext(int count)
    {
        lock (_lock)
        {
            _toDrop += count;
        }
    }

    /// <summary>Drops every new one from now on: the endpoint stops.</summary>
    public void DropAll()
    {
        lock (_lock)
        {
            _isOver = true;
        }
    }

    public void CountRequest(string id) => Find(id)?.CountRequest();

    public void Abort(string id) => Find(id)?.Abort();

    /// <summary>Sends bytes on a connection, under its TLS and below its HTTP, of which nothing is sent any more.</summary>
    public Task GarbleAsync(string id, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        Find(id)?.Output is { } output ? output.GarbleAsync(bytes, cancellationToken) : Task.CompletedTask;

    public void AbortAll()
    {
        List<TrackedConnection> open;
        lock (_lock)
        {
            open = [.. _open.Values];
        }
        open.ForEach(connection => connection.Abort());
    }

    public async Task RunAsync(ConnectionContext context, ConnectionDelegate next)
    {
        var connection = Begin(context);
        signal.Pulse();
        try
        {
            if (connection.WasDropped)
            {
                connection.Abort();
            }
            else
            {
                await next(context).ConfigureAwait(false);
            }
        }
        finally
        {
            End(connection);
        }
    }

    /// <summary>Puts itself between HTTP and TLS of a connection.</summary>
    public Task RunHttpAsync(ConnectionContext context, ConnectionDelegate next)
    {
        if (Find(context.ConnectionId) is { } connection)
        {
            connection.Output = new GarbledOutput(context.Transport.Output);
            context.Transport = new HttpTransport(context.Transport.Input, connection.Output);
        }
        return next(context);
    }

    private TrackedConnection Begin(ConnectionContext context)
    {
        lock (_lock)
        {
            var connection = new TrackedConnection(context) { WasDropped = _isOver || _toDrop > 0 };
            _toDrop -= _toDrop > 0 ? 1 : 0;
            _all.Add(connection);
            _open.Add(connection.Id, connection);
            return connection;
        }
    }

    private void End(TrackedConnection connection)
    {
        lock (_lock)
        {
            _open.Remove(connection.Id);
        }
    }

    private TrackedConnection? Find(string id)
    {
        lock (_lock)
        {
            return _open.GetValueOrDefault(id);
        }
    }
}
