namespace CentralEndpoint.Reports.ActiveUsers;

/// <summary>The figures of one client instance, as one row of the report's statement.</summary>
public sealed class InstanceFigures
{
    public required string Instance { get; init; }

    public required string Client { get; init; }

    public required string Kind { get; init; }

    public required string Zone { get; init; }

    public int? Seats { get; init; }

    public required long Active { get; init; }

    public required long Activities { get; init; }

    public required long Additions { get; init; }

    public required long Resent { get; init; }

    /// <summary>Gets when the last activity came, in Unix milliseconds; absent if none ever did.</summary>
    public long? LastReceivedMs { get; init; }
}
