using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Transport;

/// <summary>How the connection is set up. Whom it trusts is tried out in <see cref="Trust.HostileServerTests"/>.</summary>
[TestClass]
public sealed class EndpointConnectionTests
{
    [TestMethod]
    public void Without_roots_of_its_own_the_system_s_are_trusted_and_revocation_is_asked_online()
    {
        var policy = Policy(null);

        Assert.AreEqual(X509ChainTrustMode.System, policy.TrustMode);
        Assert.AreEqual(X509RevocationMode.Online, policy.RevocationMode);
        Assert.AreEqual(TimeSpan.FromSeconds(2), policy.UrlRetrievalTimeout);
        Assert.IsTrue(policy.DisableCertificateDownloads);
    }

    [TestMethod]
    public void With_roots_of_its_own_nobody_else_is_trusted()
    {
        using var authority = new Authority();
        using var file = new TemporaryFile(authority.RootPem);

        var policy = Policy(file.Path);

        Assert.AreEqual(X509ChainTrustMode.CustomRootTrust, policy.TrustMode);
        Assert.AreEqual(authority.Root.Thumbprint, Assert.ContainsSingle(policy.CustomTrustStore).Thumbprint);
        Assert.AreEqual(X509RevocationMode.Online, policy.RevocationMode);
    }

    [TestMethod]
    public void A_file_of_roots_that_vanished_leaves_nobody_to_trust()
    {
        var policy = Policy("/missing/roots.pem");

        Assert.AreEqual(X509ChainTrustMode.CustomRootTrust, policy.TrustMode);
        Assert.IsEmpty(policy.CustomTrustStore);
    }

    [TestMethod]
    public void No_trace_header_is_made_and_no_subscriber_of_the_host_is_handed_a_request()
    {
        using var handler = Handler(null);

        Assert.IsNull(handler.ActivityHeadersPropagator);
    }

    [TestMethod]
    public void Nothing_older_than_TLS_1_2_is_offered_and_no_session_is_taken_up_again()
    {
        using var handler = Handler(null);

        Assert.AreEqual(SslProtocols.Tls12 | SslProtocols.Tls13, handler.SslOptions.EnabledSslProtocols);
        Assert.IsFalse(handler.SslOptions.AllowTlsResume);
        Assert.IsFalse(handler.SslOptions.AllowRenegotiation);
        Assert.AreEqual(EncryptionPolicy.RequireEncryption, handler.SslOptions.EncryptionPolicy);
    }

    private static X509ChainPolicy Policy(string? roots)
    {
        using var handler = Handler(roots);
        return handler.SslOptions.CertificateChainPolicy!;
    }

    private static SocketsHttpHandler Handler(string? roots)
    {
        var options = Some.Options(options => options.Tls.TrustedRoots = roots);
        return EndpointConnection.SocketsHandler(options, new StaleConnectionHandler(), Some.Verification(options));
    }
}
