namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Is what the endpoint says to a heartbeat, beside its time.</summary>
internal sealed record HeartbeatReply
{
    /// <summary>Gets when the next heartbeat is wanted, 60 to 86,400 in the contract.</summary>
    public int NextInSeconds { get; init; } = 900;

    /// <summary>Gets the subjects to erase locally.</summary>
    public IReadOnlyList<string> Forget { get; init; } = [];

    /// <summary>Gets whether the endpoint holds less than it acknowledged.</summary>
    public bool Resync { get; init; }
}
