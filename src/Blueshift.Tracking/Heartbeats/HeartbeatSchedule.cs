namespace Blueshift.Tracking.Heartbeats;

/// <summary>
/// Says when the next heartbeat is due. It reads a clock that nobody can set, and does no I/O. Used by the loop alone.
/// </summary>
/// <param name="interval">The wait until the endpoint has asked for another.</param>
/// <param name="random">Draws a number from 0 to below 1.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class HeartbeatSchedule(TimeSpan interval, Func<double> random, TimeProvider timeProvider)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan More = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    private TimeSpan _interval = interval;
    private TimeSpan _wait = TimeSpan.Zero;
    private long _since = timeProvider.GetTimestamp();
    private int _failures;
    private HeartbeatNews? _told;
    private bool _isElsewhere;
    private long? _besideSince;

    /// <summary>Gets whether the endpoint has the last one, or another process sees to it.</summary>
    public bool IsHeard => _failures == 0 && (_told is not null || _isElsewhere);

    /// <summary>Gets whether the last one failed and it is not time for another.</summary>
    public bool IsBackingOff => _failures > 0 && timeProvider.GetElapsedTime(_since) < _wait;

    /// <summary>Makes a token that is cancelled after a while.</summary>
    public CancellationTokenSource Deadline(TimeSpan after) => new(after, timeProvider);

    /// <summary>Waits until it is time to see whether one is due: twice within the minute in which a change is to be told.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Look, timeProvider, cancellationToken);

    /// <summary>Says whether one is due.</summary>
    /// <param name="news">What is told at once when it differs from what the endpoint knows.</param>
    public bool IsDue(HeartbeatNews news) =>
        timeProvider.GetElapsedTime(_since) >= _wait || (_failures == 0 && _told != news);

    /// <summary>Notes that the endpoint has one.</summary>
    /// <param name="nextIn">When it wants the next; <see langword="null"/> when it did not say.</param>
    /// <param name="hasMore">Whether there was more to say than had a place.</param>
    /// <param name="news">What it knows now.</param>
    public void Taken(TimeSpan? nextIn, bool hasMore, HeartbeatNews news)
    {
        _failures = 0;
        _isElsewhere = false;
        _told = news;
        _interval = nextIn ?? _interval;
        Wait(hasMore ? More : _interval);
    }

    /// <summary>Notes that the endpoint takes none. Updated, it may.</summary>
    public void NotTaken()
    {
        _failures = 1;
        Wait(Daily);
    }

    /// <summary>Notes that one failed. It is not kept: the next says the same and more.</summary>
    public void Failed()
    {
        var wait = FirstRetry * Math.Pow(2, Math.Min(_failures, 20));
        _failures++;
        Wait(wait < _interval ? wait : _interval);
    }

    /// <summary>Notes that another process sends them: what it tells is not known here, so that one is due as soon as it no longer does.</summary>
    public void NotOurs()
    {
        _failures = 0;
        _told = null;
        _isElsewhere = true;
    }

    /// <summary>Says whether one may be sent beside those of another process, and notes it: no more often than at the interval.</summary>
    public bool MayTellBeside()
    {
        if (_besideSince is { } since && timeProvider.GetElapsedTime(since) < _interval)
        {
            return false;
        }
        _besideSince = timeProvider.GetTimestamp();
        return true;
    }

    // Within a tenth of it, so that clients do not march in step.
    private void Wait(TimeSpan wait)
    {
        _since = timeProvider.GetTimestamp();
        _wait = wait * (0.9 + (random() / 5));
    }
}
