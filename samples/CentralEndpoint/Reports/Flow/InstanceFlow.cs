using CentralEndpoint.Reports.Health;

namespace CentralEndpoint.Reports.Flow;

/// <summary>The flow of one client instance. The names of the members are those of the JSON.</summary>
public sealed record InstanceFlow(string Instance, string Client, string Kind)
{
    public required string Zone { get; init; }

    /// <summary>Gets what <c>/reports/instances</c> says of it now.</summary>
    public required string State { get; init; }

    /// <summary>Gets the active users at the beginning of the first period, counted by themselves.</summary>
    public required long Opening { get; init; }

    public required IReadOnlyList<FlowPeriod> Periods { get; init; }

    /// <summary>Gets the active users at the end of the last period, counted by themselves.</summary>
    public required long Closing { get; init; }

    internal bool IsHeard => InstanceStates.IsHeard(State);

    /// <summary>Gets whether what opened and what came and went make what closes.</summary>
    public bool Closes => Closing == (Periods.Count == 0 ? Opening : Periods[^1].Closing);
}
