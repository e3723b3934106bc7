using Blueshift.Tracking.Transport.Credentials;

namespace Blueshift.Tracking.Configuration;

/// <summary>Checks settings against each other.</summary>
internal static class OptionRelationsValidator
{
    /// <summary>Checks them.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="hasCustomCredential">Whether the host registered a credential of its own; <see langword="null"/> when nobody can tell.</param>
    public static IEnumerable<string> Check(UserActivityTrackingOptions options, bool? hasCustomCredential) =>
        new[] { ExactlyOneCredential(options.Credential, hasCustomCredential), Scheme(options) }.OfType<string>();

    private static string? ExactlyOneCredential(CredentialOptions credential, bool? hasCustom)
    {
        var chosen = CredentialChoice.Chosen(credential, hasCustom ?? false);
        if (chosen.Count > 1)
        {
            // What the host's code registered cannot be changed from outside: the setting is named.
            var (setting, other) =
                chosen[1] == CredentialChoice.Custom ? (chosen[0], chosen[1]) : (chosen[1], chosen[0]);
            return OptionFault.Wrong(setting, $"is set beside {other}. Keep one of the two");
        }
        return chosen.Count == 0 && hasCustom is not null
            ? OptionFault.NotSet(
                "Credential:ApiKey",
                "Set it to the API key from your vendor, or set Credential:ApiKeyFile to the path of a file that holds it"
            )
            : null;
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
