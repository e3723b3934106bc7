namespace CentralEndpoint.Reports.Health;

/// <summary>What the endpoint concludes of one client instance from its heartbeats. The names of the members are those of the JSON.</summary>
public sealed record InstanceHealth(string Instance, string Client, string Kind)
{
    /// <summary>Gets <c>never-reported</c>, <c>stale</c>, <c>drifting</c> or <c>live</c>.</summary>
    public required string State { get; init; }

    /// <summary>Gets the most severe of what its buffers say is wrong; absent when nothing is, or nothing is known.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset? LastHeard { get; init; }

    /// <summary>Gets the versions of the library that its live buffers run, in order.</summary>
    public required IReadOnlyList<string> Libraries { get; init; }

    /// <summary>Gets how many activities its live buffers say wait.</summary>
    public required long Waiting { get; init; }

    /// <summary>Gets since when the oldest of them waits; absent where none does.</summary>
    public DateTimeOffset? OldestWaiting { get; init; }

    public required long DeadLetters { get; init; }

    /// <summary>Gets how many activities its live buffers say their application offered and they refused.</summary>
    public required long Refused { get; init; }

    /// <summary>Gets how many numbers of its journals were settled there, never answered here and not given up.</summary>
    public required long Gap { get; init; }

    /// <summary>Gets how many activities at most are lost with buffers that fell silent while others of the instance did not.</summary>
    public required long LostWithBuffers { get; init; }

    /// <summary>Gets how many are active by the instance's own user directory, as it last told while nothing waited.</summary>
    public long? ActiveThere { get; init; }

    /// <summary>Gets how many were active here at that time.</summary>
    public long? ActiveHere { get; init; }

    /// <summary>Gets whether the instance is being asked to tell once more who is active.</summary>
    public required bool IsResyncAsked { get; init; }

    /// <summary>Gets by how many seconds the client's clock is ahead of the endpoint's; behind it is negative.</summary>
    public double? ClockSkewSeconds { get; init; }

    /// <summary>Gets when the credential that was last accepted from it expires; absent where none was yet, or where it does not.</summary>
    public DateTimeOffset? CredentialExpires { get; init; }
}
