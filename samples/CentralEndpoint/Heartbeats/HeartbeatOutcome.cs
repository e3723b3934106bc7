namespace CentralEndpoint.Heartbeats;

/// <summary>What follows from a heartbeat.</summary>
/// <param name="Resync">Whether the instance is to tell once more who is active.</param>
/// <param name="Forget">The subjects whose copies it is to erase.</param>
internal sealed record HeartbeatOutcome(bool Resync, IReadOnlyList<string> Forget);
