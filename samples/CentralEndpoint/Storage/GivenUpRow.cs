namespace CentralEndpoint.Storage;

/// <summary>Numbers of a source that the tenant gave up, both ends included.</summary>
internal sealed class GivenUpRow
{
    public required string InstanceId { get; init; }

    public required string Source { get; init; }

    public required string First { get; init; }

    public required string Last { get; init; }

    public required string Reason { get; init; }

    public required long Told { get; init; }
}
