namespace Blueshift.Tracking.Relational.Heartbeats;

/// <summary>Names the rows of the table of state that say whose turn it is to send heartbeats, for each instance its own.</summary>
internal sealed class TurnNames(string instance)
{
    /// <summary>Gets who has the turn.</summary>
    public string Turn { get; } = $"heartbeat:{instance}";

    /// <summary>Gets who asked last and did not get it.</summary>
    public string Next { get; } = $"heartbeat-next:{instance}";

    public IReadOnlyList<string> All => [Turn, Next];
}
