using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Transport.Credentials;

/// <summary>Is the credential in use: of the four that there are a host chooses exactly one.</summary>
internal sealed class CredentialChoice
{
    public const string Custom = "a registered ITrackingCredential";

    private CredentialChoice(ITrackingCredential credential) => Credential = credential;

    public ITrackingCredential Credential { get; }

    /// <summary>Makes the credential.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="custom">What the host registered, if anything.</param>
    /// <param name="logger">Is told of faulty files.</param>
    /// <param name="timeProvider">Dates tokens.</param>
    /// <exception cref="InvalidOperationException">
    /// Not exactly one is chosen, which the check at start says first wherever the container can be asked.
    /// </exception>
    public static CredentialChoice Make(
        UserActivityTrackingOptions options,
        ITrackingCredential? custom,
        ILogger logger,
        TimeProvider timeProvider
    )
    {
        var chosen = Chosen(options.Credential, custom is not null);
        if (chosen.Count != 1)
        {
            throw new InvalidOperationException(
                $"Exactly one credential is needed, but there are {chosen.Count}: {string.Join(", ", chosen)}."
            );
        }
        return new CredentialChoice(
            custom
                ?? (
                    options.Credential switch
                    {
                        { ApiKey: { Length: > 0 } apiKey } => new FixedApiKey(apiKey),
                        { ApiKeyFile: { Length: > 0 } path } => new ApiKeyFile(path, logger),
                        _ => new SignedJwt(options, logger, timeProvider),
                    }
                )
        );
    }

    /// <summary>Names what the host chose: settings below the section, and what it registered.</summary>
    public static IReadOnlyList<string> Chosen(CredentialOptions options, bool hasCustom) =>
        [.. Settings(options), .. hasCustom ? [Custom] : Array.Empty<string>()];

    private static IEnumerable<string> Settings(CredentialOptions options)
    {
        if (!string.IsNullOrEmpty(options.ApiKey))
        {
            yield return "Credential:ApiKey";
        }
        if (!string.IsNullOrEmpty(options.ApiKeyFile))
        {
            yield return "Credential:ApiKeyFile";
        }
        if (!string.IsNullOrEmpty(options.Jwt.KeyId) || !string.IsNullOrEmpty(options.Jwt.PrivateKeyFile))
        {
            yield return "Credential:Jwt:PrivateKeyFile";
        }
    }
}
