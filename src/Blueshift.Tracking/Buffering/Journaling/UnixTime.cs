namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Knows which stored milliseconds since 1970 are a date at all: a file may hold anything.</summary>
internal static class UnixTime
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static bool IsValid(long milliseconds) => milliseconds >= 0 && milliseconds <= Latest;
}
