namespace Blueshift.Tracking.Transport;

/// <summary>Is an API key from the configuration: the same until the process ends.</summary>
internal sealed class FixedApiKey(string apiKey) : ICredential
{
    private readonly string _token = apiKey.Trim();

    public string Current() => _token;

    public bool Reread() => false;
}
