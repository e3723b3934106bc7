namespace CentralEndpoint.Reports.Flow;

/// <summary>One figure of a flow, as one row of the report's statement.</summary>
public sealed class FlowCount
{
    public required string Instance { get; init; }

    /// <summary>Gets the number of the period, from 0; -1 for what is of the whole span.</summary>
    public required int Period { get; init; }

    /// <summary>Gets how users became active, or <c>removed</c>, <c>opening</c>, <c>closing</c>.</summary>
    public required string What { get; init; }

    public required long Users { get; init; }
}
