namespace CentralEndpoint.Reports.Overview;

/// <summary>Who came and went in one month, all instances but test ones together. The names of the members are those of the JSON.</summary>
/// <param name="From">The first day, in each instance's zone.</param>
/// <param name="To">The day after the last one.</param>
public sealed record OverviewMonth(DateOnly From, DateOnly To)
{
    /// <summary>Gets whether the month is not over by the day that is asked for.</summary>
    public required bool Running { get; init; }

    public required long Opening { get; init; }

    public required long Baseline { get; init; }

    public required long New { get; init; }

    public required long Reactivated { get; init; }

    public required long Removed { get; init; }

    public required long Closing { get; init; }

    internal long In => New + Reactivated;
}
