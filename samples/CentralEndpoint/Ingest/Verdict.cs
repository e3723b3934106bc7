namespace CentralEndpoint.Ingest;

/// <summary>The endpoint's answer for one activity.</summary>
internal readonly record struct Verdict(string Id, VerdictStatus Status, Rejection? Rejection = null);
