namespace CentralEndpoint.Credentials;

/// <summary>Who sent a request, by its credential.</summary>
/// <param name="Instance">The client instance.</param>
/// <param name="IsRetired">Whether it was ended.</param>
/// <param name="Expires">When the credential ceases to be good; <see langword="null"/> for one that does not.</param>
internal sealed record Caller(string Instance, bool IsRetired, DateTimeOffset? Expires);
