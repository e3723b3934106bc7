namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Watches one commit after another and says when one takes too long, and for what. Begun and ended by one thread at a time.</summary>
internal sealed class CommitWatch : IDisposable
{
    private readonly Action<RefusalReason> _stall;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _began = long.MaxValue;
    private volatile bool _hasKey;

    public CommitWatch(Action<RefusalReason> stall, TimeSpan timeout, TimeProvider timeProvider)
    {
        _stall = stall;
        _timeout = timeout;
        _time = timeProvider;
        _timer = timeProvider.CreateTimer(
            static state => ((CommitWatch)state!).Ring(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    public void Begin()
    {
        _hasKey = false;
        Volatile.Write(ref _began, _time.GetTimestamp());
        _timer.Change(_timeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Notes that from now on the disk is waited for, and no longer the key.</summary>
    public void HasKey() => _hasKey = true;

    public void End()
    {
        Volatile.Write(ref _began, long.MaxValue);
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void Ring()
    {
        // One that rings while it is being reset is about a commit that has ended.
        if (_time.GetElapsedTime(Volatile.Read(ref _began)) >= _timeout)
        {
            _stall(_hasKey ? RefusalReason.StorageTimeout : RefusalReason.KeyUnavailable);
        }
    }
}
