namespace Blueshift.Tracking.Benchmarks.Support;

/// <summary>Is a timer of a <see cref="CountingTimeProvider"/>.</summary>
internal sealed class CountingTimer(ITimer timer, CountingTimeProvider provider) : ITimer
{
    /// <summary>Gets or sets in what time it repeats; the longest time when it does not.</summary>
    public TimeSpan Period { get; set; } = TimeSpan.MaxValue;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        provider.Set(this, dueTime, period);
        return timer.Change(dueTime, period);
    }

    public void Dispose()
    {
        provider.Forget(this);
        timer.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        provider.Forget(this);
        return timer.DisposeAsync();
    }
}
