namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Wakes whoever waits for something to claim. Safe for several threads.</summary>
internal sealed class ClaimSignal(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _waiting;

    public void Set()
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            waiting = _waiting;
            _waiting = null;
        }
        waiting?.TrySetResult();
    }

    /// <summary>Begins to wait. What is set from here on ends it: look for something to claim after this call, then await it.</summary>
    public Task NextAsync()
    {
        lock (_lock)
        {
            _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }

    /// <summary>Waits for it, or until a time has passed.</summary>
    public async Task WaitAsync(Task next, TimeSpan atMost, CancellationToken cancellationToken)
    {
        try
        {
            // A timer counts whole milliseconds: one cut down would end too early, and whoever waits would spin for the rest.
            var whole = TimeSpan.FromMilliseconds(Math.Ceiling(atMost.TotalMilliseconds));
            await next.WaitAsync(whole, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something may be due.
        }
    }
}
