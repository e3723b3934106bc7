namespace CentralEndpoint.Ingest;

/// <summary>Who sent a request, by its credential.</summary>
/// <param name="Instance">The client instance.</param>
/// <param name="IsRetired">Whether it was ended.</param>
internal sealed record Caller(string Instance, bool IsRetired);
