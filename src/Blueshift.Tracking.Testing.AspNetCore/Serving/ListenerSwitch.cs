namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Makes the endpoint unreachable and reachable again.</summary>
internal sealed class ListenerSwitch(
    LoopbackListenerFactory listeners,
    ConnectionLog connections,
    ChangeSignal signal,
    TimeProvider timeProvider
) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _reopening = Task.CompletedTask;

    /// <summary>Refuses new connections and breaks those that are open.</summary>
    public async Task CloseAsync()
    {
        await listeners.Listener!.CloseAsync().ConfigureAwait(false);
        connections.AbortAll();
    }

    public async Task OpenAsync(CancellationToken cancellationToken = default)
    {
        await listeners.Listener!.OpenAsync(cancellationToken).ConfigureAwait(false);
        signal.Pulse();
    }

    /// <summary>Closes for a while by the injected clock, and returns once it is closed.</summary>
    public async Task CloseForAsync(TimeSpan duration)
    {
        await CloseAsync().ConfigureAwait(false);
        var before = _reopening;
        _reopening = ReopenAsync(before, duration);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _reopening.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task ReopenAsync(Task before, TimeSpan duration)
    {
        try
        {
            await Task.Delay(duration, timeProvider, _stopping.Token).ConfigureAwait(false);
            await before.ConfigureAwait(false);
            await OpenAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The endpoint stops.
        }
    }
}
