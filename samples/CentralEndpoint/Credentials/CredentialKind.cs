namespace CentralEndpoint.Credentials;

/// <summary>How an instance proves that a request is its own.</summary>
internal enum CredentialKind
{
    ApiKey,
    Jwt,
}
