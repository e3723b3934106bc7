using CentralEndpoint.Pages;

namespace CentralEndpoint.Reports.Overview;

/// <summary>One client, or one instance, in the overview. The names of the members are those of the JSON.</summary>
public sealed record OverviewRow : ReportRow
{
    /// <summary>Gets the active users; absent where it would be zero and nobody knows whether it is.</summary>
    public long? Active { get; init; }

    /// <summary>Gets the contracted seats; absent where one of the instances has none.</summary>
    public long? Seats { get; init; }

    public required long In { get; init; }

    public required long Out { get; init; }

    /// <summary>Gets the active users at the end of each of the last 12 months, the last one by the day that is asked for.</summary>
    public required IReadOnlyList<long> Trend { get; init; }

    public DateTimeOffset? LastReceived { get; init; }

    internal string TrendInWords =>
        Trend.Count == 0
            ? "No month yet"
            : $"Active users at the end of each of {Trend.Count} months: {string.Join(", ", Trend.Select(Written.Number))}";
}
