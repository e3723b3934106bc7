using CentralEndpoint.Instances;

namespace CentralEndpoint.Storage;

/// <summary>One installation of a tenant application.</summary>
internal sealed class InstanceRow
{
    public required string Id { get; init; }

    public required string Client { get; init; }

    public required InstanceKind Kind { get; init; }

    public required string Zone { get; init; }

    /// <summary>Gets the contracted seats; absent where there is no contract on seats.</summary>
    public int? Seats { get; init; }

    public required long Created { get; init; }

    /// <summary>Gets or sets when it was ended; absent while it goes on.</summary>
    public long? Retired { get; set; }

    /// <summary>Gets how many <c>duplicate</c> verdicts this instance was ever given.</summary>
    public long Resent { get; init; }
}
