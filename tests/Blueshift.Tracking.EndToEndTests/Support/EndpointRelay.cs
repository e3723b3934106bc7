using System.Net;
using System.Security.Cryptography.X509Certificates;
using Blueshift.Tracking.Testing.AspNetCore;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Demo.Processes;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Sends requests on to the endpoint's process, byte for byte, and brings its answers back.</summary>
internal sealed class EndpointRelay : IDisposable
{
    private readonly HttpClient _client;

    public EndpointRelay(EndpointProcess process)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(process.RootFile);
        _client = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } })
        {
            BaseAddress = process.Ingest,
        };
    }

    /// <exception cref="HttpRequestException">The process was not there, or ended before its answer did.</exception>
    public async Task<WholeAnswer> SendAsync(ReceivedRequest request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Path)
        {
            Content = new ReadOnlyMemoryContent(request.WireBody),
            Version = HttpVersion.Version20,
        };
        foreach (var (name, value) in request.Headers)
        {
            // A header is of the one kind or of the other.
            _ =
                message.Headers.TryAddWithoutValidation(name, value)
                || message.Content.Headers.TryAddWithoutValidation(name, value);
        }
        // Whether the client is still there changes nothing for what has been sent on.
        using var response = await _client.SendAsync(message, CancellationToken.None);
        return new WholeAnswer((int)response.StatusCode)
        {
            MediaType = response.Content.Headers.ContentType?.ToString(),
            Headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)),
            Body = await response.Content.ReadAsByteArrayAsync(CancellationToken.None),
        };
    }

    public void Dispose() => _client.Dispose();
}
