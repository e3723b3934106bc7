namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Makes the endpoint unreachable and reachable again.</summary>
internal sealed class ListenerSwitch(
    LoopbackListenerFactory listeners,
    ConnectionLog connections,
    ChangeSignal signal,
    TimeProvider timeProvider
) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _reopening = Task.CompletedTask;

    /// <summary>Refuses new connections and breaks those that are open.</summary>
    public async Task CloseAsync()
    {
        await listeners.Listener!.CloseAsync().ConfigureAwait(false);
        connections.AbortAll();
        signal.Pulse();
    }

    public async Task OpenAsync(CancellationToken cancellationToken = default)
    {
        await listeners.Listener!.OpenAsync(cancellationToken).ConfigureAwait(false);
        signal.Pulse();
    }

    /// <summary>Closes for a while by the injected clock, and returns once it is closed.</summary>
    public async Task CloseForAsync(TimeSpan duration)
    {
        // The time runs before anybody can notice: who moves the clock then moves it for this, too.
        var delay = Task.Delay(duration, timeProvider, _stopping.Token);
        await CloseAsync().ConfigureAwait(false);
        lock (_lock)
        {
            _reopening = ReopenAsync(_reopening, delay);
        }
    }

    /// <summary>Closes for good.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        connections.DropAll();
        await CloseAsync().ConfigureAwait(false);
        await ReopenedAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    private Task ReopenedAsync()
    {
        lock (_lock)
        {
            return _reopening;
        }
    }

    private async Task ReopenAsync(Task before, Task delay)
    {
        try
        {
            await delay.ConfigureAwait(false);
            await before.ConfigureAwait(false);
            await OpenAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The endpoint stops.
        }
    }
}
