using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Is real Kestrel with real TLS on loopback that answers as a test says and keeps what it was sent.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    /// <summary>Is a well-formed key that no endpoint has issued.</summary>
    public const string UnknownApiKey = "bst1_abcd2345_sssssssssssssssssssssssssssssssssssssssssss_b6094bff";

    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate = SelfSigned();

    private LoopbackServer(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate))
        );
        _app = builder.Build();
        _app.Run(context =>
        {
            Requests.Enqueue(
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString())
            );
            return answer(context);
        });
        RootFile = Path.GetTempFileName();
        File.WriteAllText(RootFile, _certificate.ExportCertificatePem());
    }

    /// <summary>Gets the headers of each request, in order.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Requests { get; } = [];

    public Uri Address => new(_app.Urls.Single().Replace("127.0.0.1", "localhost"));

    public string RootFile { get; }

    public static async Task<LoopbackServer> StartAsync(RequestDelegate answer)
    {
        var server = new LoopbackServer(answer);
        await server._app.StartAsync();
        return server;
    }

    public void Configure(UserActivityTrackingOptions options)
    {
        options.Endpoint = Address;
        options.ClientInstanceId = "acme-prod";
        options.Credential.ApiKey = UnknownApiKey;
        options.Tls.TrustedRoots = RootFile;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
        File.Delete(RootFile);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)
        );
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
