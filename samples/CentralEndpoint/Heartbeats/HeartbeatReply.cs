namespace CentralEndpoint.Heartbeats;

/// <summary>What a heartbeat is answered with.</summary>
/// <param name="ServerTime">The endpoint's clock.</param>
/// <param name="NextInSeconds">When the next one is asked for.</param>
/// <param name="Resync">Whether the instance is to tell once more who is active.</param>
/// <param name="Forget">The subjects whose copies the instance is to erase.</param>
internal sealed record HeartbeatReply(
    DateTimeOffset ServerTime,
    int NextInSeconds,
    bool Resync,
    IReadOnlyList<string> Forget
);
