namespace Blueshift.Tracking.Heartbeats;

/// <summary>Says how far the host's clock is from the endpoint's.</summary>
internal static class ClockSkew
{
    /// <summary>Is how far it may be.</summary>
    public static readonly TimeSpan Allowed = TimeSpan.FromMinutes(5);

    /// <summary>Compares the endpoint's clock with the middle of the exchange.</summary>
    /// <param name="sentAt">The host's clock when the heartbeat went out.</param>
    /// <param name="elapsed">How long the exchange took.</param>
    /// <param name="serverTime">The endpoint's clock.</param>
    /// <returns>By how much the host's clock is ahead; below zero when it is behind.</returns>
    public static TimeSpan Of(DateTimeOffset sentAt, TimeSpan elapsed, DateTimeOffset serverTime) =>
        sentAt + (elapsed / 2) - serverTime;
}
