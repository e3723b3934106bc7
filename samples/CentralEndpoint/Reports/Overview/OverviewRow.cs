namespace CentralEndpoint.Reports.Overview;

/// <summary>One client, or one instance, in the overview. The names of the members are those of the JSON.</summary>
public sealed record OverviewRow(string Client)
{
    /// <summary>Gets the instance; absent where all productive instances of the client are meant.</summary>
    public string? Instance { get; init; }

    /// <summary>Gets how many instances are meant.</summary>
    public required int Instances { get; init; }

    /// <summary>Gets whether it is a test instance, which is in no total.</summary>
    public required bool IsTest { get; init; }

    /// <summary>Gets the active users; absent where it would be zero and nobody knows whether it is.</summary>
    public long? Active { get; init; }

    /// <summary>Gets the contracted seats; absent where one of the instances has none.</summary>
    public long? Seats { get; init; }

    public required long In { get; init; }

    public required long Out { get; init; }

    /// <summary>Gets the active users at the end of each of the last 12 months, the last one by the day that is asked for.</summary>
    public required IReadOnlyList<long> Trend { get; init; }

    public DateTimeOffset? LastReceived { get; init; }

    /// <summary>Gets the state that is the least to be trusted among those of its instances.</summary>
    public required string State { get; init; }
}
