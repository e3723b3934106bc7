namespace CentralEndpoint.Storage;

/// <summary>A number that was answered and not taken, without content: its place in its journal is no gap.</summary>
internal sealed class NotedNumberRow
{
    public required string InstanceId { get; init; }

    public required string Source { get; init; }

    public required string Sequence { get; init; }
}
