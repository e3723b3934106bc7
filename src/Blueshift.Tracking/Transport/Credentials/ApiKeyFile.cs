using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Transport.Credentials;

/// <summary>Is an API key in a file, read again when the file changes. A faulty file keeps the key that was read before.</summary>
internal sealed class ApiKeyFile(string path, ILogger logger) : ITrackingCredential
{
    private readonly RereadSecret<ApiKey> _key = new("Credential:ApiKeyFile", path, ApiKey.Parse, logger);

    public ValueTask<string> GetTokenAsync(bool forceRenewal, CancellationToken cancellationToken) =>
        new(_key.Get(forceRenewal)?.Value ?? "");
}
