namespace CentralEndpoint.Heartbeats;

/// <summary>Decides whether something that sends heartbeats is still heard from.</summary>
internal static class Liveness
{
    // How many may pass without one.
    private const int MissedIntervals = 3;

    public static bool IsLive(long heard, int nextInSeconds, long now) =>
        now - heard <= MissedIntervals * nextInSeconds * 1000L;
}
