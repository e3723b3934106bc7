using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>Is a heartbeat that was sent.</summary>
/// <param name="Reply">What came of it.</param>
/// <param name="News">What it told.</param>
/// <param name="HasMore">Whether more was given up than it had a place for.</param>
/// <param name="Skew">By how much the host's clock is ahead of the endpoint's, if that answered.</param>
internal sealed record SentHeartbeat(HeartbeatReply Reply, HeartbeatNews News, bool HasMore, TimeSpan Skew)
{
    /// <summary>Gets whether the endpoint takes no heartbeats. Where it takes no activities either, somebody else is there.</summary>
    public bool IsNotTaken => Reply.IsNotTaken && News.State == DeliveryState.Delivering;
}
