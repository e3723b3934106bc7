namespace CentralEndpoint.Reports.ActiveUsers;

/// <summary>One client instance in the report of active users. The names of the members are those of the JSON.</summary>
public sealed record ReportedInstance(string Instance, string Client, string Kind)
{
    /// <summary>Gets the time zone whose days are meant.</summary>
    public required string Zone { get; init; }

    /// <summary>Gets the time that the figure is of.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets what <c>/reports/instances</c> says of it now.</summary>
    public required string State { get; init; }

    /// <summary>Gets the active users; absent where it would be zero and nobody knows whether it is.</summary>
    public long? Active { get; init; }

    /// <summary>Gets the contracted seats; absent where there is no contract on seats.</summary>
    public int? Seats { get; init; }

    /// <summary>Gets how many activities are stored now, whatever time is asked for; so the four figures after it.</summary>
    public required long Activities { get; init; }

    public required long Additions { get; init; }

    public required long Removals { get; init; }

    /// <summary>Gets how often an activity came that was here already; each counts once all the same.</summary>
    public required long Resent { get; init; }

    public DateTimeOffset? LastReceived { get; init; }

    internal bool IsInTotal => Kind != "test";

    internal bool HasReported => LastReceived is not null;
}
