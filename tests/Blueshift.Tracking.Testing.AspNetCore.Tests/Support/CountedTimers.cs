using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

/// <summary>Is a clock that a test moves and that counts who waits by it for how long.</summary>
internal sealed class CountedTimers(DateTimeOffset now) : FakeTimeProvider(now)
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _waits = [];
    private readonly List<(TimeSpan Wait, TaskCompletionSource Begun)> _expected = [];

    public int Of(TimeSpan wait)
    {
        lock (_lock)
        {
            return _waits.Count(one => one == wait);
        }
    }

    /// <summary>Completes when somebody waits for so long: time that is moved before then is not part of the wait.</summary>
    public Task WhenWaitedForAsync(TimeSpan wait)
    {
        lock (_lock)
        {
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_waits.Contains(wait))
            {
                begun.SetResult();
            }
            else
            {
                _expected.Add((wait, begun));
            }
            return begun.Task;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_lock)
        {
            _waits.Add(dueTime);
            foreach (var (_, begun) in _expected.Where(expected => expected.Wait == dueTime))
            {
                begun.TrySetResult();
            }
        }
        return timer;
    }
}
