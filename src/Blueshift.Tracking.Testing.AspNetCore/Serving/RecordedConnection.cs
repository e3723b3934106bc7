namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Is one TCP connection that was accepted, and how many requests came on it.</summary>
internal sealed record RecordedConnection(string Id, int Requests, bool WasDropped);
