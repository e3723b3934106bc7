using CentralEndpoint.Reports.Health;

namespace CentralEndpoint.Reports.ActiveUsers;

/// <summary>The active users of all productive instances of a client, added up. The names of the members are those of the JSON.</summary>
public sealed record ReportedClient : ReportRow
{
    /// <summary>Gets the active users; absent where it would be zero and nobody knows whether it is.</summary>
    public long? Active { get; init; }

    /// <summary>Gets the contracted seats; absent where one of the instances has none.</summary>
    public long? Seats { get; init; }

    internal static ReportedClient Of(IReadOnlyList<ReportedInstance> instances)
    {
        var made = new ReportedClient
        {
            Client = instances[0].Client,
            Instances = instances.Count,
            IsTest = false,
            Zone = instances.Select(static one => one.Zone).Distinct().Count() == 1 ? instances[0].Zone : null,
            State = InstanceStates.Least(instances.Select(static one => one.State)),
            Seats = instances.Any(static one => one.Seats is null)
                ? null
                : instances.Sum(static one => (long)one.Seats!),
        };
        return made with { Active = made.Sure(instances.Sum(static one => one.Active ?? 0)) };
    }
}
