using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

/// <summary>Is a plain HTTP client that trusts the endpoint's root and nothing else.</summary>
internal sealed class TestClient : IDisposable
{
    private readonly HttpClient _client;
    private readonly Version _version;

    public TestClient(ScriptedEndpoint endpoint, string version = "2.0")
        : this(endpoint.Address, endpoint.RootPem, version) { }

    public TestClient(FakeCentralEndpoint endpoint, string version = "2.0")
        : this(endpoint.Address, File.ReadAllText(endpoint.TrustedRoots), version) { }

    private TestClient(Uri address, string rootPem, string version)
    {
        _version = Version.Parse(version);
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { X509Certificate2.CreateFromPem(rootPem) },
        };
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            SslOptions = { CertificateChainPolicy = policy },
        };
        _client = new HttpClient(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
    }

    public Task<HttpResponseMessage> PostAsync(string batch, CancellationToken cancellationToken = default) =>
        SendAsync(Request(batch), cancellationToken);

    public async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken = default
    )
    {
        request.Version = _version;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        try
        {
            return await _client.SendAsync(request, cancellationToken);
        }
        catch (SocketException fault)
        {
            // So .NET says it where a connection breaks in the moment in which it has been made.
            throw new HttpRequestException(HttpRequestError.ConnectionError, inner: fault);
        }
    }

    /// <summary>Posts, and gives the verdicts as words: the status, and the reason behind a colon.</summary>
    public async Task<string[]> VerdictsAsync(string batch)
    {
        using var response = await PostAsync(batch);
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        Assert.AreEqual("application/json", response.Content.Headers.ContentType?.MediaType);
        var results = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["results"]!.AsArray();
        return
        [
            .. results.Select(one => one!["reason"] is { } reason ? $"{one["status"]}:{reason}" : $"{one["status"]}"),
        ];
    }

    public static HttpRequestMessage Request(string batch) => Request(Encoding.UTF8.GetBytes(batch));

    public static HttpRequestMessage Request(byte[] body, string path = "/v1/activities") =>
        new(HttpMethod.Post, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", ScriptedEndpoint.ApiKey) },
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json") },
            },
        };

    /// <summary>Makes a request with all that the contract wants of a client, not only of what an endpoint may refuse.</summary>
    public static HttpRequestMessage Strict(string batch, string path = "/v1/activities") =>
        Strict(Request(Encoding.UTF8.GetBytes(batch), path));

    public static HttpRequestMessage Strict(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Accept", "application/json, application/problem+json");
        request.Headers.TryAddWithoutValidation("User-Agent", "Blueshift.Tracking/1.0.0");
        return request;
    }

    public static HttpRequestMessage Heartbeat(string content)
    {
        var request = Request(Encoding.UTF8.GetBytes(content), "/v1/heartbeat");
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    public static byte[] Gzip(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }
        return compressed.ToArray();
    }

    public void Dispose() => _client.Dispose();
}
