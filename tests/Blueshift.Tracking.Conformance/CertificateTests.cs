using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Blueshift.Tracking.Conformance.Support;

namespace Blueshift.Tracking.Conformance;

/// <summary>What a client demands of the endpoint's certificate, beyond what .NET checks by itself.</summary>
[TestClass]
public sealed class CertificateTests : ConformanceTest
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private static readonly string[] WeakSignatures =
    [
        "1.2.840.113549.1.1.4", // MD5 with RSA
        "1.2.840.113549.1.1.5", // SHA-1 with RSA
        "1.2.840.10045.4.1", // SHA-1 with ECDSA
    ];

    [TestMethod]
    public async Task The_certificate_names_the_host_and_is_for_servers()
    {
        var chain = await ChainAsync();

        Assert.IsTrue(chain[0].MatchesHostname(Host, allowWildcards: true, allowCommonName: false));
        Assert.Contains(
            ServerAuthentication,
            chain[0]
                .Extensions.OfType<X509EnhancedKeyUsageExtension>()
                .SelectMany(static usage => usage.EnhancedKeyUsages.Cast<Oid>())
                .Select(static oid => oid.Value)
        );
    }

    [TestMethod]
    public async Task Keys_and_signatures_are_strong_all_the_way_to_the_root()
    {
        var chain = await ChainAsync();

        foreach (var certificate in chain)
        {
            Assert.IsGreaterThanOrEqualTo(2048, certificate.GetRSAPublicKey()?.KeySize ?? 2048);
            Assert.IsGreaterThanOrEqualTo(256, certificate.GetECDsaPublicKey()?.KeySize ?? 256);
        }

        // A root is trusted for what it is, not for its signature.
        Assert.IsEmpty(
            chain
                .Where(static one => one.Subject != one.Issuer)
                .Select(static one => one.SignatureAlgorithm.Value)
                .Intersect(WeakSignatures)
        );
    }

    private static string Host => Target.Client.BaseAddress!.Host;

    private static async Task<IReadOnlyList<X509Certificate2>> ChainAsync()
    {
        List<X509Certificate2> seen = [];
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, chain, _) =>
        {
            seen.AddRange(chain!.ChainElements.Select(static element => Copy(element.Certificate)));
            return true;
        };
        using var client = new HttpClient(handler);
        using var response = await client.GetAsync(Target.Client.BaseAddress);
        Assert.IsNotEmpty(seen);
        return seen;
    }

    private static X509Certificate2 Copy(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadCertificate(certificate.RawData);
}
