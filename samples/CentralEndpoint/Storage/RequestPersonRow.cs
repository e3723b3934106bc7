namespace CentralEndpoint.Storage;

/// <summary>A user of an instance whom an officer picked for a request.</summary>
public sealed class RequestPersonRow
{
    public required long Request { get; init; }

    public required string InstanceId { get; init; }

    public required string Subject { get; init; }
}
