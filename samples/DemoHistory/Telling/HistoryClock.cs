namespace DemoHistory.Telling;

/// <summary>Is a clock that stands in the past and is moved on, until it goes with the system's.</summary>
internal sealed class HistoryClock : TimeProvider
{
    // Ticks of UTC; 0 from when it goes with the system's.
    private long _ticks = 1;

    public override DateTimeOffset GetUtcNow()
    {
        var ticks = Interlocked.Read(ref _ticks);
        return ticks == 0 ? System.GetUtcNow() : new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    public void MoveTo(DateTimeOffset moment) => Interlocked.Exchange(ref _ticks, moment.UtcTicks);

    public void MoveToNow() => Interlocked.Exchange(ref _ticks, 0);
}
