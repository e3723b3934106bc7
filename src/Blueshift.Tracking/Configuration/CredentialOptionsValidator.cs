using Blueshift.Tracking.Transport.Credentials;

namespace Blueshift.Tracking.Configuration;

/// <summary>Checks each setting of the credential by itself.</summary>
internal static class CredentialOptionsValidator
{
    public static IEnumerable<string?> Check(CredentialOptions credential) =>
        [
            ApiKeyText(credential.ApiKey),
            SecretIn("Credential:ApiKeyFile", credential.ApiKeyFile, ApiKey.Parse),
            KeyId(credential.Jwt),
            PrivateKeyFile(credential.Jwt),
        ];

    private static string? ApiKeyText(string? key) =>
        !string.IsNullOrEmpty(key) && ApiKey.Parse(key, out var fault) is null
            ? OptionFault.Wrong("Credential:ApiKey", fault)
            : null;

    private static string? KeyId(JwtCredentialOptions jwt) =>
        string.IsNullOrEmpty(jwt.KeyId) || SigningKeyId.IsValid(jwt.KeyId)
            ? null
            : OptionFault.Wrong(
                "Credential:Jwt:KeyId",
                $"is no key id ({jwt.KeyId.Length} characters). Allowed are {SigningKeyId.Allowed}"
            );

    private static string? PrivateKeyFile(JwtCredentialOptions jwt)
    {
        const string Name = "Credential:Jwt:PrivateKeyFile";
        return string.IsNullOrEmpty(jwt.PrivateKeyFile) && !string.IsNullOrEmpty(jwt.KeyId)
            ? OptionFault.NotSet(Name, "Set it to the path of the PEM file with the private key, on the curve P-256")
            : SecretIn<SigningKey>(
                Name,
                jwt.PrivateKeyFile,
                (pem, out fault) => SigningKey.Parse(pem, jwt.KeyId, out fault)
            );
    }

    private static string? SecretIn<TSecret>(string name, string? path, RereadSecret<TSecret>.Parser parse)
        where TSecret : class, IEquatable<TSecret>
    {
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }
        if (!Path.IsPathFullyQualified(path))
        {
            return OptionFault.Wrong(name, "is not an absolute path. Give the whole path of the file");
        }
        if (new SecretFile(path).TryRead() is not { } text)
        {
            return OptionFault.Wrong(
                name,
                "names a file that is missing or cannot be read. Check the path and the rights"
            );
        }
        return parse(text, out var fault) is null ? OptionFault.Wrong(name, $"the key in the file {fault}") : null;
    }
}
