using CentralEndpoint.Reports.Flow;

namespace CentralEndpoint.Reports.Overview;

/// <summary>How many users there are, who came and went, and which figure not to trust. The names of the members are those of the JSON.</summary>
/// <param name="AsOf">When the report was made.</param>
/// <param name="Day">The day by whose end, in each instance's zone, the figures are meant; the running day until now.</param>
/// <param name="Months">The last 24 months up to that day, all instances but test ones together.</param>
/// <param name="Rows">The clients, or the instances, by client and id.</param>
public sealed record OverviewReport(
    DateTimeOffset AsOf,
    DateOnly Day,
    IReadOnlyList<FlowPeriod> Months,
    IReadOnlyList<OverviewRow> Rows
)
{
    public string Definition { get; } =
        "A user is active at an instance at a time when the latest of their activities dated before it, by date, then sequence, then id, "
        + "is an addition. Who becomes active is baseline when that was so before the instance began to report, new when they never were "
        + "active, and reactivated otherwise; in is new and reactivated. Days and months are those of the instance's own zone. One person at "
        + "two instances counts twice. Test instances are in no total. Of an instance that is not heard from zero is not shown.";

    /// <summary>Gets the active users at the end of the day.</summary>
    public long Active => Months.Count == 0 ? 0 : Months[^1].Closing;

    /// <summary>Gets the active users at the end of the month before.</summary>
    public long ActiveBefore => Months.Count == 0 ? 0 : Months[^1].Opening;

    /// <summary>Gets those who came in the month of the day: new and reactivated.</summary>
    public long In => Months.Count == 0 ? 0 : Months[^1].In;

    /// <summary>Gets those who went in the month of the day.</summary>
    public long Out => Months.Count == 0 ? 0 : Months[^1].Removed;

    /// <summary>Gets how many instances there are, without test ones and those that were retired.</summary>
    public required int Instances { get; init; }

    /// <summary>Gets whether the day is not over at one of the instances: there the figures are those until now.</summary>
    public required bool Running { get; init; }

    /// <summary>Gets whether there is a row for each instance, rather than for each client.</summary>
    public required bool ByInstance { get; init; }

    /// <summary>Gets how many of them are heard from.</summary>
    public required int Reporting { get; init; }

    public required int Stale { get; init; }

    public required int NeverReported { get; init; }

    /// <summary>Gets whether at every instance what opened and what came and went make what closes.</summary>
    public required bool Closes { get; init; }
}
