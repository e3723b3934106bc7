namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Tells each time for which a timer is set.</summary>
internal sealed class PassedTimer(ITimer timer, Action<TimeSpan> waits) : ITimer
{
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var changed = timer.Change(dueTime, period);
        waits(dueTime);
        return changed;
    }

    public void Dispose() => timer.Dispose();

    public ValueTask DisposeAsync() => timer.DisposeAsync();
}
