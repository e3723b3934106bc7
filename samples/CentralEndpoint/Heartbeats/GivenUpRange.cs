namespace CentralEndpoint.Heartbeats;

/// <summary>Numbers of a source that will never come, both ends included, and why.</summary>
internal sealed record GivenUpRange(string First, string Last, string Reason);
