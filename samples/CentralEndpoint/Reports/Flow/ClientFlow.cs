namespace CentralEndpoint.Reports.Flow;

/// <summary>The flow of all productive instances of a client, added up. The names of the members are those of the JSON.</summary>
public sealed record ClientFlow : ReportRow
{
    public required IReadOnlyList<FlowPeriod> Periods { get; init; }

    /// <summary>Gets whether at each of the instances what opened and what came and went make what closes.</summary>
    public required bool Closes { get; init; }

    internal static ClientFlow Of(IReadOnlyList<InstanceFlow> flows) =>
        new()
        {
            Client = flows[0].Client,
            Instances = flows.Count,
            IsTest = false,
            Zone = flows.Select(static flow => flow.Zone).Distinct().Count() == 1 ? flows[0].Zone : null,
            State = Health.InstanceStates.Least(flows.Select(static flow => flow.State)),
            Periods = FlowSums.ByPeriod(flows),
            Closes = flows.All(static flow => flow.Closes),
        };
}
