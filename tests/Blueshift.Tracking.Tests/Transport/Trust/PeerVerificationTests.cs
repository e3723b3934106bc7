using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport.Trust;
using Microsoft.Extensions.Logging.Testing;

namespace Blueshift.Tracking.Tests.Transport.Trust;

/// <summary>What is said of chains as .NET built them, without a connection.</summary>
[TestClass]
public sealed class PeerVerificationTests : IDisposable
{
    private readonly Authority _authority = new();
    private readonly FakeLogger _logger = new();
    private readonly TrackingMeter _meter = new(factory: null);
    private readonly TemporaryFile _roots;
    private readonly PeerVerification _verification;

    public PeerVerificationTests()
    {
        _roots = new TemporaryFile(_authority.RootPem);
        _verification = Verification(_roots.Path);
    }

    public void Dispose()
    {
        _roots.Dispose();
        _meter.Dispose();
        _authority.Dispose();
    }

    [TestMethod]
    public void Who_presents_no_certificate_is_not_trusted()
    {
        using var empty = new X509Chain();
        using var chain = Built(_verification);

        Assert.IsFalse(_verification.IsTrusted(chain: null, SslPolicyErrors.RemoteCertificateNotAvailable));
        Assert.AreEqual("presents no certificate", _verification.TakeRefusal());
        Assert.IsFalse(_verification.IsTrusted(empty, SslPolicyErrors.None));
        Assert.AreEqual("presents no certificate", _verification.TakeRefusal());
        Assert.IsFalse(_verification.IsTrusted(chain, SslPolicyErrors.RemoteCertificateNotAvailable));
        Assert.AreEqual("presents no certificate", _verification.TakeRefusal());
        Assert.IsNull(_verification.TakeRefusal(), "It is told once.");
    }

    [TestMethod]
    public void A_chain_that_is_said_to_be_wrong_without_a_word_about_what_is_not_trusted()
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_authority.Root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.IsTrue(chain.Build(_authority.Issue(new CertificateRecipe())));

        Assert.IsTrue(_verification.IsTrusted(chain, SslPolicyErrors.None));
        Assert.IsFalse(_verification.IsTrusted(chain, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.AreEqual("presents a certificate chain that is not valid", _verification.TakeRefusal());
    }

    [TestMethod]
    public void What_cannot_be_checked_is_not_trusted()
    {
        var chain = Built(_verification);
        foreach (var element in chain.ChainElements)
        {
            element.Certificate.Dispose();
        }

        Assert.IsFalse(_verification.IsTrusted(chain, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.StartsWith("presents a certificate", _verification.TakeRefusal());
    }

    [TestMethod]
    public void Without_roots_of_its_own_the_refusal_names_the_system_s()
    {
        var verification = Verification(roots: null);
        using var chain = Built(verification);

        Assert.IsFalse(verification.IsTrusted(chain, SslPolicyErrors.RemoteCertificateChainErrors));
        Assert.Contains("whose root is not among the system's (proxy system)", verification.TakeRefusal()!);
    }

    [TestMethod]
    public void Each_chain_of_which_nobody_says_whether_it_was_revoked_is_told_once()
    {
        using var chain = Built(_verification);
        for (var time = 0; time < 3; time++)
        {
            Assert.IsTrue(_verification.IsTrusted(chain, SslPolicyErrors.RemoteCertificateChainErrors));
        }
        Assert.HasCount(1, _logger.Collector.GetSnapshot());

        // What is remembered is bounded: after very many it is told anew.
        for (var other = 0; other < 64; other++)
        {
            using var another = Built(_verification);
            _verification.IsTrusted(another, SslPolicyErrors.RemoteCertificateChainErrors);
        }
        _verification.IsTrusted(chain, SslPolicyErrors.RemoteCertificateChainErrors);

        Assert.HasCount(66, _logger.Collector.GetSnapshot());
    }

    private PeerVerification Verification(string? roots) =>
        new(
            Some.Options(options =>
            {
                options.Endpoint = new Uri("https://127.0.0.1/");
                options.Tls.TrustedRoots = roots;
            }),
            _meter,
            _logger
        );

    private X509Chain Built(PeerVerification verification)
    {
        var chain = new X509Chain { ChainPolicy = verification.ChainPolicy };
        chain.Build(_authority.Issue(new CertificateRecipe()));
        return chain;
    }
}
