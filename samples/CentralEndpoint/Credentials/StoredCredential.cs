using CentralEndpoint.Storage;

namespace CentralEndpoint.Credentials;

/// <summary>A credential with what matters of its instance.</summary>
internal sealed record StoredCredential(CredentialRow Row, bool IsInstanceRetired);
