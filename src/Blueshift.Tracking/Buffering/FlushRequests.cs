namespace Blueshift.Tracking.Buffering;

/// <summary>
/// Connects who waits for everything to be settled with who settles: a flush does not linger. Neither side knows the other.
/// </summary>
internal sealed class FlushRequests(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly List<(long Sequence, TaskCompletionSource<bool> Reached)> _waiters = [];
    private TaskCompletionSource _requested = NewSignal();
    private bool _hasEnded;

    // What is settled and also counted and told: it trails the buffer's own number by that.
    private long _settledThrough;

    /// <summary>Waits until everything up to a number is settled.</summary>
    /// <param name="sequence">The last number that counts.</param>
    /// <param name="timeout">The longest wait.</param>
    /// <param name="cancellationToken">Ends the wait by an exception.</param>
    /// <returns><see langword="false"/> when the time ran out, or delivery ended, first.</returns>
    public async Task<bool> WhenSettledAsync(long sequence, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = (
            sequence,
            Reached: new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)
        );
        lock (_lock)
        {
            if (_hasEnded || _settledThrough >= sequence)
            {
                return _settledThrough >= sequence;
            }
            _waiters.Add(waiter);
            _requested.TrySetResult();
        }
        try
        {
            return await waiter.Reached.Task.WaitAsync(timeout, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            lock (_lock)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    /// <summary>Completes the waits that are reached. Called by whoever settles, when a settlement is counted and told.</summary>
    public void Settled(long settledThrough)
    {
        lock (_lock)
        {
            _settledThrough = settledThrough;
            foreach (var (sequence, reached) in _waiters)
            {
                if (sequence <= settledThrough)
                {
                    reached.TrySetResult(true);
                }
            }
        }
    }

    /// <summary>Ends every wait that is not reached, and each later one at once: nothing settles any more.</summary>
    public void End()
    {
        lock (_lock)
        {
            _hasEnded = true;
            foreach (var waiter in _waiters)
            {
                waiter.Reached.TrySetResult(false);
            }
        }
    }

    /// <summary>Waits for the given time, or shorter when somebody flushes meanwhile or already does.</summary>
    public async Task LingerAsync(TimeSpan linger, CancellationToken cancellationToken)
    {
        Task requested;
        lock (_lock)
        {
            if (_waiters.Any(waiter => !waiter.Reached.Task.IsCompleted))
            {
                return;
            }
            _requested = _requested.Task.IsCompleted ? NewSignal() : _requested;
            requested = _requested.Task;
        }
        try
        {
            await requested.WaitAsync(linger, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Nobody flushed: the linger is over.
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
