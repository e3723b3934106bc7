namespace Blueshift.Tracking.Capture;

/// <summary>Checks the time given to a flush.</summary>
internal static class FlushTimeout
{
    private static readonly TimeSpan Max = TimeSpan.FromDays(24);

    public static void Check(TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, Max);
    }
}
