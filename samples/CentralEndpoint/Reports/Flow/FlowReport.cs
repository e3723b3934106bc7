namespace CentralEndpoint.Reports.Flow;

/// <summary>Who came and went, by period and client instance. The names of the members are those of the JSON.</summary>
/// <param name="AsOf">When the report was made.</param>
/// <param name="KnownAt">As known when; absent for when it was made.</param>
/// <param name="Instances">The instances, by client and id.</param>
public sealed record FlowReport(DateTimeOffset AsOf, DateTimeOffset? KnownAt, IReadOnlyList<InstanceFlow> Instances)
{
    /// <summary>Gets the clients, each with its productive instances added up.</summary>
    public IReadOnlyList<ClientFlow> Clients =>
        [
            .. Instances
                .Where(static one => one.Kind != "test")
                .GroupBy(static one => one.Client)
                .Select(static group => ClientFlow.Of([.. group])),
        ];

    public string Definition { get; } =
        "A user who becomes active is baseline when that was so before the instance began to report, new when they never were active, and "
        + "reactivated otherwise; who ceases to be active is removed. Days are those of the instance's own zone. What begins and ends in the "
        + "same millisecond is neither. Opening + baseline + new + reactivated - removed = closing; the first opening and the last closing "
        + "are counted by themselves, and closes says whether that holds.";
}
