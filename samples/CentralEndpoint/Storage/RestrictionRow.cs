namespace CentralEndpoint.Storage;

/// <summary>A user of an instance whose name is shown to nobody but in a request. They count as before.</summary>
internal sealed class RestrictionRow
{
    public required string InstanceId { get; init; }

    public required string Subject { get; init; }

    public required long Since { get; init; }

    public required long Request { get; init; }
}
