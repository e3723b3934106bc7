namespace CentralEndpoint.Storage;

/// <summary>Who is active by an instance's own user directory, as it last told, and how that compared with what is known here.</summary>
internal sealed class ActiveSetRow
{
    public required string InstanceId { get; init; }

    public required long Heard { get; init; }

    public required long AsOf { get; init; }

    public required long Count { get; init; }

    public required string Digest { get; init; }

    /// <summary>Gets how many were active here at that time.</summary>
    public required long CountHere { get; init; }

    /// <summary>Gets whether the two differed although nothing waited.</summary>
    public required bool Differs { get; init; }

    /// <summary>Gets whether they differed twice in a row, and the instance told the same each time.</summary>
    public required bool Drifting { get; init; }
}
