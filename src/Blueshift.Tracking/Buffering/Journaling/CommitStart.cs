namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Begins commits: on a thread of the pool, or on the one that a caller's turn holds as soon as it comes back. Used under the
/// lock of its queue.
/// </summary>
internal sealed class CommitStart : IDisposable
{
    // For how long a caller's next append may wait for the thread on which the caller runs.
    private static readonly TimeSpan MaxHold = TimeSpan.FromMilliseconds(10);

    private readonly IThreadPoolWorkItem _commit;
    private readonly Lock _lock;
    private readonly ITimer _watch;
    private CallerTurn? _heldFor;
    private bool _isWatched;

    /// <param name="commit">Runs one commit.</param>
    /// <param name="queueLock">The lock under which it is used.</param>
    /// <param name="timeProvider">Ends the wait for a thread that does not come back.</param>
    public CommitStart(IThreadPoolWorkItem commit, Lock queueLock, TimeProvider timeProvider)
    {
        _commit = commit;
        _lock = queueLock;
        _watch = timeProvider.CreateTimer(
            static state => ((CommitStart)state!).ReleaseInTime(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Begins a commit.</summary>
    /// <param name="turn">The turn in which it was asked for.</param>
    /// <param name="isCaller">Whether a caller's thread asks.</param>
    public void Begin(CallerTurn? turn, bool isCaller)
    {
        if (turn is null or { IsSpent: true })
        {
            // On a caller's own queue: when it awaits it meets the commit without another thread being woken.
            ThreadPool.UnsafeQueueUserWorkItem(_commit, preferLocal: isCaller);
            return;
        }
        _heldFor = turn;
        if (!_isWatched)
        {
            _isWatched = true;
            _watch.Change(MaxHold, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Takes the commit that waits for a turn's thread.</summary>
    public bool TryTake(CallerTurn turn)
    {
        if (_heldFor != turn)
        {
            return false;
        }
        _heldFor = null;
        return true;
    }

    /// <summary>Gives a commit that waits for another turn's thread to the pool.</summary>
    public void ReleaseUnless(CallerTurn? turn)
    {
        if (_heldFor != turn)
        {
            Release();
        }
    }

    /// <summary>Gives a commit that waits for a turn's thread to the pool.</summary>
    public void Release()
    {
        if (_heldFor is not null)
        {
            _heldFor.IsSpent = true;
            _heldFor = null;
            ThreadPool.UnsafeQueueUserWorkItem(_commit, preferLocal: false);
        }
    }

    public void Dispose() => _watch.Dispose();

    // The caller goes on with something long, or waits for this very append and holds its thread meanwhile.
    private void ReleaseInTime()
    {
        lock (_lock)
        {
            _isWatched = false;
            Release();
        }
    }
}
