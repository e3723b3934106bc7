namespace CentralEndpoint.Storage;

/// <summary>The last heartbeat of one buffer of an instance.</summary>
internal sealed class HeartbeatRow
{
    public required string InstanceId { get; init; }

    /// <summary>Gets the source that tells the buffer from others: the first that it names, empty where it names none.</summary>
    public required string Buffer { get; init; }

    /// <summary>Gets when it came, in Unix milliseconds.</summary>
    public required long Heard { get; init; }

    /// <summary>Gets the client's clock then.</summary>
    public required long Sent { get; init; }

    /// <summary>Gets in how many seconds the next was asked for.</summary>
    public required int NextInSeconds { get; init; }

    public required string Library { get; init; }

    public required string State { get; init; }

    public string? Reason { get; init; }

    public required long Waiting { get; init; }

    public long? Oldest { get; init; }

    public required long DeadLetters { get; init; }

    public required long Refused { get; init; }
}
