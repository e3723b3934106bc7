namespace CentralEndpoint.Storage;

/// <summary>One thing that was done about a request. It names no person that the request is about.</summary>
public sealed class RequestStepRow
{
    public required long Request { get; init; }

    public required int Number { get; init; }

    public required long Time { get; init; }

    public required string Actor { get; init; }

    public required string Step { get; init; }

    public required string Detail { get; init; }
}
