using System.Security.Cryptography;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>
/// Says when to look for something to claim: when this process appended or let go, when a parked activity is due, when a hold ends, and
/// every 5 to 15 seconds for what other processes and other transactions committed. Safe for several threads.
/// </summary>
internal sealed class OutboxWaiting : IDisposable
{
    private const int LeastPoll = 5_000;
    private const int MostPoll = 15_000;

    private readonly Lock _lock = new();
    private readonly SortedSet<long> _parked = [];
    private TaskCompletionSource _signal = NewSignal();
    private readonly TimeProvider _time;
    private readonly ITimer _later;
    private DateTimeOffset _heldUntil;
    private bool _isLater;

    public OutboxWaiting(TimeProvider timeProvider)
    {
        _time = timeProvider;
        _later = timeProvider.CreateTimer(
            static waiting => ((OutboxWaiting)waiting!).RingLater(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Gets whether nothing is to be claimed yet.</summary>
    public bool IsHeld
    {
        get
        {
            lock (_lock)
            {
                return _time.GetUtcNow() < _heldUntil;
            }
        }
    }

    /// <summary>Notes what a settlement let go.</summary>
    /// <param name="hold">For how long nothing is claimed, and no shorter than was asked before.</param>
    /// <param name="freed">What waits again, now or at a later time.</param>
    public void Settled(TimeSpan hold, IReadOnlyList<FreedRows> freed)
    {
        lock (_lock)
        {
            var until = _time.GetUtcNow() + hold;
            _heldUntil = hold > TimeSpan.Zero && until > _heldUntil ? until : _heldUntil;
            _parked.UnionWith(freed.Where(static rows => rows.NotBefore > 0).Select(static rows => rows.NotBefore));
            if (freed.Any(static rows => rows.NotBefore == 0 && rows.State == RowState.Waiting))
            {
                _signal.TrySetResult();
            }
        }
    }

    /// <summary>Has whoever waits look now.</summary>
    public void Ring()
    {
        lock (_lock)
        {
            _signal.TrySetResult();
        }
    }

    private void RingLater()
    {
        lock (_lock)
        {
            _isLater = false;
            _signal.TrySetResult();
        }
    }

    /// <summary>Has whoever waits look after a while, when a transaction of the host's will be over in all likelihood.</summary>
    public void RingAfter(TimeSpan delay)
    {
        lock (_lock)
        {
            if (!_isLater)
            {
                _isLater = _later.Change(delay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose() => _later.Dispose();

    /// <summary>Notes that somebody looks: what rang before is answered by what he finds.</summary>
    public void Looking()
    {
        lock (_lock)
        {
            _signal = _signal.Task.IsCompleted ? NewSignal() : _signal;
        }
    }

    /// <summary>Waits until there may be something.</summary>
    /// <returns>Whether there was a wait.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task signal;
        TimeSpan? due;
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            var isHeld = now < _heldUntil;
            due = isHeld ? _heldUntil - now : Due(now);
            if (!isHeld && (_signal.Task.IsCompleted || due <= TimeSpan.Zero))
            {
                return false;
            }
            // In a hold nothing that rings ends it.
            signal = isHeld ? Task.Delay(Timeout.InfiniteTimeSpan, _time, ended.Token) : _signal.Task;
        }
        var poll = TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(LeastPoll, MostPoll));
        // Whichever comes first.
        await Task.WhenAny(
                signal,
                Task.Delay(poll, _time, ended.Token),
                Task.Delay(due ?? Timeout.InfiniteTimeSpan, _time, ended.Token)
            )
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await ended.CancelAsync().ConfigureAwait(false);
        return true;
    }

    // Up to the next millisecond, in which it is due.
    private TimeSpan? Due(DateTimeOffset now)
    {
        if (_parked.Count == 0)
        {
            return null;
        }
        var due = Math.Ceiling((DateTimeOffset.FromUnixTimeMilliseconds(_parked.Min) - now).TotalMilliseconds);
        _parked.RemoveWhere(one => due <= 0 && one <= now.ToUnixTimeMilliseconds());
        return TimeSpan.FromMilliseconds(due);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
