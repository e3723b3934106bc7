using System.Threading.Channels;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Tells each time for which a timer is set.</summary>
internal sealed class ObservedTimer(ITimer timer, ChannelWriter<TimeSpan> waits) : ITimer
{
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        var changed = timer.Change(dueTime, period);
        waits.TryWrite(dueTime);
        return changed;
    }

    public void Dispose() => timer.Dispose();

    public ValueTask DisposeAsync() => timer.DisposeAsync();
}
