namespace CentralEndpoint.Reports.Flow;

/// <summary>Who came and went in one period. The names of the members are those of the JSON.</summary>
/// <param name="From">The first day, in the instance's zone.</param>
/// <param name="To">The day after the last one.</param>
public sealed record FlowPeriod(DateOnly From, DateOnly To)
{
    /// <summary>Gets whether it is not over: the figures are those until now, or to the end of the day that was asked for.</summary>
    public required bool Running { get; init; }

    public required long Opening { get; init; }

    /// <summary>Gets those who were active before the instance began to report.</summary>
    public required long Baseline { get; init; }

    /// <summary>Gets those who became active and never had been.</summary>
    public required long New { get; init; }

    /// <summary>Gets those who became active and had been before.</summary>
    public required long Reactivated { get; init; }

    public required long Removed { get; init; }

    internal long In => New + Reactivated;

    public long Closing => Opening + Baseline + New + Reactivated - Removed;
}
