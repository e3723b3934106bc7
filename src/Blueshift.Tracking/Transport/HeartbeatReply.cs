namespace Blueshift.Tracking.Transport;

/// <summary>Is what came of one heartbeat.</summary>
internal sealed class HeartbeatReply
{
    /// <summary>Gets the answer; <see langword="null"/> when the endpoint does not have the heartbeat, or nobody knows.</summary>
    public HeartbeatAnswer? Answer { get; init; }

    /// <summary>Gets whether the endpoint takes no heartbeats.</summary>
    public bool IsNotTaken { get; init; }

    /// <summary>Gets what was seen, for the log; never content.</summary>
    public required string Detail { get; init; }
}
