namespace CentralEndpoint.Credentials;

/// <summary>The words for <see cref="CredentialKind"/> in the database and in lists.</summary>
internal static class CredentialKinds
{
    public static string ToWord(this CredentialKind kind) =>
        kind switch
        {
            CredentialKind.ApiKey => "api-key",
            CredentialKind.Jwt => "jwt",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    public static CredentialKind FromWord(string word) =>
        word switch
        {
            "api-key" => CredentialKind.ApiKey,
            "jwt" => CredentialKind.Jwt,
            _ => throw new ArgumentOutOfRangeException(nameof(word)),
        };
}
