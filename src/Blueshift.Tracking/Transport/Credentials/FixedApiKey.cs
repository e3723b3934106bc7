namespace Blueshift.Tracking.Transport.Credentials;

/// <summary>Is an API key from the configuration: the same until the process ends.</summary>
internal sealed class FixedApiKey(string apiKey) : ITrackingCredential
{
    private readonly string _token = apiKey.Trim();

    public ValueTask<string> GetTokenAsync(bool forceRenewal, CancellationToken cancellationToken) => new(_token);
}
