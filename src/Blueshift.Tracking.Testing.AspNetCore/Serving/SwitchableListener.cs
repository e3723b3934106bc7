using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Is a listener whose socket can be closed, so that connections are refused, and opened again on the same port.</summary>
internal sealed class SwitchableListener(IConnectionListenerFactory sockets, IConnectionListener first)
    : IConnectionListener
{
    private readonly Lock _lock = new();
    private readonly List<IConnectionListener> _closed = [];

    [SuppressMessage("Usage", "CA2213", Justification = "Disposed among the closed ones.")]
    private IConnectionListener? _inner = first;
    private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOver;

    public EndPoint EndPoint { get; } = first.EndPoint;

    public bool IsOpen => Current().Inner is not null;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var (inner, opened) = Current();
            if (inner is null && opened is null)
            {
                return null;
            }
            if (inner is null)
            {
                await opened!.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (await inner.AcceptAsync(cancellationToken).ConfigureAwait(false) is { } connection)
            {
                return connection;
            }
        }
    }

    /// <summary>Closes the socket. Connections that are open stay so.</summary>
    public async Task CloseAsync() => await StopListeningAsync(Take(isOver: false)).ConfigureAwait(false);

    /// <summary>Opens the socket again; nothing where it is open, or the endpoint has stopped.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken = default)
    {
        if (Current() is not (null, { } _))
        {
            return;
        }
        var inner = await sockets.BindAsync(EndPoint, cancellationToken).ConfigureAwait(false);
        if (!Put(inner))
        {
            await inner.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default) =>
        await StopListeningAsync(Take(isOver: true)).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await StopListeningAsync(Take(isOver: true)).ConfigureAwait(false);
        foreach (var closed in _closed)
        {
            await closed.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Both none: the endpoint has stopped. A task alone: closed until it ends.
    private (IConnectionListener? Inner, Task? Opened) Current()
    {
        lock (_lock)
        {
            return (_inner, _inner is null && !_isOver ? _opened.Task : null);
        }
    }

    private bool Put(IConnectionListener inner)
    {
        lock (_lock)
        {
            if (_isOver || _inner is not null)
            {
                return false;
            }
            _inner = inner;
            _opened.SetResult();
            return true;
        }
    }

    private IConnectionListener? Take(bool isOver)
    {
        lock (_lock)
        {
            _isOver |= isOver;
            var inner = _inner;
            _inner = null;
            if (inner is not null)
            {
                // Its connections live on its memory: it is disposed with the server, after the last of them.
                _closed.Add(inner);
            }
            if (_isOver)
            {
                _opened.TrySetResult();
            }
            else if (inner is not null)
            {
                _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            return inner;
        }
    }

    private static async Task StopListeningAsync(IConnectionListener? inner)
    {
        if (inner is not null)
        {
            await inner.UnbindAsync().ConfigureAwait(false);
        }
    }
}
