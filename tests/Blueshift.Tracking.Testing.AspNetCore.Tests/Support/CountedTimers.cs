using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

/// <summary>Is a clock that a test moves and that counts who waits by it for how long.</summary>
internal sealed class CountedTimers(DateTimeOffset now) : FakeTimeProvider(now)
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _waits = [];

    public int Of(TimeSpan wait)
    {
        lock (_lock)
        {
            return _waits.Count(one => one == wait);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            _waits.Add(dueTime);
        }
        return base.CreateTimer(callback, state, dueTime, period);
    }
}
