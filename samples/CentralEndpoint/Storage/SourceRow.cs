namespace CentralEndpoint.Storage;

/// <summary>What was last told of one source.</summary>
internal sealed class SourceRow
{
    public required string InstanceId { get; init; }

    public required string Source { get; init; }

    public required string Last { get; init; }

    /// <summary>Gets the highest number up to which everything was ever said to be settled.</summary>
    public required string SettledThrough { get; init; }

    public required long Waiting { get; init; }

    public required long Heard { get; init; }

    public required int NextInSeconds { get; init; }
}
