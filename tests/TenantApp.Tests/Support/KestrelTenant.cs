using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace TenantApp.Tests.Support;

/// <summary>Runs the application on real sockets on loopback, with http and, if asked for, https.</summary>
internal sealed class KestrelTenant : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly TenantFactory _app;
    private readonly HttpClient _client;

    public KestrelTenant(string environment, bool withHttps = true)
    {
        _app = new TenantFactory { EnvironmentName = environment };
        _app.UseKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            if (withHttps)
            {
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(_certificate));
            }
        });
        _app.StartServer();
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = IsOurs;
        _client = new HttpClient(handler);
    }

    public int HttpsPort => Address("https").Port;

    /// <summary>Asks the given listener for a path, under a host name of the caller's choice.</summary>
    public async Task<Page> GetAsync(string scheme, string host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address(scheme), path));
        request.Headers.Host = $"{host}:{Address(scheme).Port}";
        using var response = await _client.SendAsync(request);
        return await Page.ReadAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _certificate.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private bool IsOurs(object sender, X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors) =>
        presented is not null && presented.GetRawCertData().AsSpan().SequenceEqual(_certificate.RawData);

    private Uri Address(string scheme) =>
        _app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Select(address => new Uri(address))
            .Single(address => string.Equals(address.Scheme, scheme, StringComparison.Ordinal));
}
