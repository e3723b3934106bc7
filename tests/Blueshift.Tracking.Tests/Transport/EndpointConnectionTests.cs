using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Transport;

/// <summary>Whom the connection trusts.</summary>
[TestClass]
public sealed class EndpointConnectionTests
{
    [TestMethod]
    public void Without_roots_of_its_own_the_system_s_trust_decides() => Assert.IsNull(Policy(null));

    [TestMethod]
    public void With_roots_of_its_own_nobody_else_is_trusted_and_nothing_is_downloaded()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Invented root", key, HashAlgorithmName.SHA256);
        var from = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
        using var root = request.CreateSelfSigned(from, from.AddYears(1));
        using var file = new TemporaryFile(root.ExportCertificatePem());

        var policy = Policy(file.Path)!;

        Assert.AreEqual(X509ChainTrustMode.CustomRootTrust, policy.TrustMode);
        Assert.AreEqual(root.Thumbprint, Assert.ContainsSingle(policy.CustomTrustStore).Thumbprint);
        Assert.IsTrue(policy.DisableCertificateDownloads);
    }

    [TestMethod]
    public void A_file_of_roots_that_vanished_leaves_nobody_to_trust()
    {
        var policy = Policy("/missing/roots.pem")!;

        Assert.AreEqual(X509ChainTrustMode.CustomRootTrust, policy.TrustMode);
        Assert.IsEmpty(policy.CustomTrustStore);
    }

    private static X509ChainPolicy? Policy(string? roots)
    {
        var options = Some.Options(options => options.Tls.TrustedRoots = roots);
        using var handler = EndpointConnection.SocketsHandler(options, new StaleConnectionHandler());
        return handler.SslOptions.CertificateChainPolicy;
    }
}
