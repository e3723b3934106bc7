namespace Blueshift.Tracking.Benchmarks.Support;

/// <summary>Is the system's time that notes how soon its timers are to ring.</summary>
internal sealed class CountingTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<CountingTimer> _running = [];
    private TimeSpan _shortest = TimeSpan.MaxValue;

    /// <summary>Gets the shortest time that a timer was set to since the last reset, or that one repeats in.</summary>
    public TimeSpan Shortest
    {
        get
        {
            lock (_lock)
            {
                return _running.Select(timer => timer.Period).Append(_shortest).Min();
            }
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _shortest = TimeSpan.MaxValue;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountingTimer(base.CreateTimer(callback, state, dueTime, period), this);
        Set(timer, dueTime, period);
        return timer;
    }

    public void Set(CountingTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            timer.Period = period > TimeSpan.Zero ? period : TimeSpan.MaxValue;
            _running.Add(timer);
            if (dueTime >= TimeSpan.Zero)
            {
                _shortest = dueTime < _shortest ? dueTime : _shortest;
            }
        }
    }

    public void Forget(CountingTimer timer)
    {
        lock (_lock)
        {
            _running.Remove(timer);
        }
    }
}
