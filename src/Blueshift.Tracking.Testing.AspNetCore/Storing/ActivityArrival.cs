namespace Blueshift.Tracking.Testing.AspNetCore.Storing;

/// <summary>Is one sending of an activity: under which source and sequence it came, and in which request.</summary>
internal sealed record ActivityArrival(string? Source, string? Sequence, int Request);
