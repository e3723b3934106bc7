namespace CentralEndpoint.Credentials;

/// <summary>A credential that was added.</summary>
/// <param name="KeyId">What it is looked up by.</param>
/// <param name="ApiKey">The key itself, to be shown once; <see langword="null"/> where the client signs tokens and has its key already.</param>
/// <param name="Expires">When it ceases to be good; <see langword="null"/> for one that does not.</param>
internal sealed record AddedCredential(string KeyId, ApiKey? ApiKey, DateTimeOffset? Expires);
