namespace CentralEndpoint.Reports.Flow;

/// <summary>Who came and went at an instance in a period, as one row of the report's statement.</summary>
public sealed class FlowCount
{
    public required string Instance { get; init; }

    /// <summary>Gets the number of the period, from 0.</summary>
    public required int Period { get; init; }

    public required long Baseline { get; init; }

    public required long New { get; init; }

    public required long Reactivated { get; init; }

    public required long Removed { get; init; }
}
