namespace Blueshift.Tracking.Configuration;

/// <summary>Checks settings against each other.</summary>
internal static class OptionRelationsValidator
{
    public static IEnumerable<string> Check(UserActivityTrackingOptions options) =>
        new[] { ExactlyOneCredential(options.Credential), Scheme(options) }.OfType<string>();

    private static string? ExactlyOneCredential(CredentialOptions credential)
    {
        var hasKey = !string.IsNullOrEmpty(credential.ApiKey);
        var hasFile = !string.IsNullOrEmpty(credential.ApiKeyFile);
        return (hasKey, hasFile) switch
        {
            (false, false) => OptionFault.NotSet(
                "Credential:ApiKey",
                "Set it to the API key from your vendor, or set Credential:ApiKeyFile to the path of a file that holds it"
            ),
            (true, true) => OptionFault.Wrong(
                "Credential:ApiKeyFile",
                "is set beside Credential:ApiKey. Keep one of the two"
            ),
            _ => null,
        };
    }

    private static string? Scheme(UserActivityTrackingOptions options)
    {
        if (options.Endpoint is not { IsAbsoluteUri: true, Scheme: "http" } endpoint)
        {
            return null;
        }
        if (!endpoint.IsLoopback)
        {
            return OptionFault.Wrong(
                "Endpoint",
                "is an http address; personal data leaves this process over TLS alone. Use https"
            );
        }
        return options.Tls.AllowInsecureLoopback
            ? null
            : OptionFault.Wrong(
                "Endpoint",
                "is an http address. Use https, or for development on this machine set Tls:AllowInsecureLoopback to true"
            );
    }
}
