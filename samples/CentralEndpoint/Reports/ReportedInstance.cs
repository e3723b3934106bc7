namespace CentralEndpoint.Reports;

/// <summary>One client instance in the report of active users. The names of the members are those of the JSON.</summary>
public sealed record ReportedInstance(string Instance, string Client, string Kind)
{
    public required string Zone { get; init; }

    /// <summary>Gets the users whose latest activity is an addition.</summary>
    public required long Active { get; init; }

    /// <summary>Gets the contracted seats; absent where there is no contract on seats.</summary>
    public int? Seats { get; init; }

    public required long Activities { get; init; }

    public required long Additions { get; init; }

    public required long Removals { get; init; }

    /// <summary>Gets how often an activity came that was here already; each counts once all the same.</summary>
    public required long Resent { get; init; }

    public DateTimeOffset? LastReceived { get; init; }

    internal bool IsInTotal => Kind != "test";

    internal bool HasReported => LastReceived is not null;
}
