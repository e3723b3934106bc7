namespace CentralEndpoint.Heartbeats;

/// <summary>Who is active by the tenant's own user directory: how many, the XOR of their subjects in hexadecimal, and when.</summary>
internal sealed record ActiveSet(long Count, string Digest, DateTimeOffset AsOf);
