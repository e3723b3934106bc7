using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>The certificate keeps to what docs/wire-contract.md asks of an endpoint's, so that stricter clients take it too.</summary>
[TestClass]
public sealed class ServerIdentityTests
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly ServerIdentity _identity = ServerIdentity.Create();

    private X509Certificate2 Leaf => _identity.Certificate;

    [TestCleanup]
    public void Dispose() => _identity.Dispose();

    [TestMethod]
    public void The_leaf_is_strong_names_the_loopback_and_is_for_servers_alone()
    {
        using var key = Leaf.GetECDsaPublicKey();
        Assert.IsGreaterThanOrEqualTo(256, key!.KeySize);
        Assert.AreEqual("1.2.840.10045.4.3.2", Leaf.SignatureAlgorithm.Value, "ecdsa-with-SHA256");
        var names = Leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.AreSequenceEqual(["localhost"], names.EnumerateDnsNames());
        Assert.AreSequenceEqual([IPAddress.Loopback, IPAddress.IPv6Loopback], names.EnumerateIPAddresses());
        var usages = Leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages;
        Assert.AreSequenceEqual([ServerAuthentication], usages.Cast<Oid>().Select(usage => usage.Value));
        Assert.IsFalse(Leaf.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.AreEqual(
            X509KeyUsageFlags.DigitalSignature,
            Leaf.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages
        );
    }

    [TestMethod]
    public void It_is_issued_by_a_root_that_may_issue_nothing_but_leaves()
    {
        using var root = X509Certificate2.CreateFromPem(_identity.RootPem);
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { root },
                ApplicationPolicy = { new(ServerAuthentication) },
            },
        };

        Assert.IsTrue(chain.Build(Leaf), string.Join(' ', chain.ChainStatus.Select(status => status.Status)));
        Assert.HasCount(2, chain.ChainElements);
        var constraints = root.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        Assert.AreEqual(
            (true, true, 0),
            (constraints.CertificateAuthority, constraints.Critical, constraints.PathLengthConstraint)
        );
        Assert.AreEqual(
            X509KeyUsageFlags.KeyCertSign,
            root.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages
        );
        Assert.AreNotEqual(root.Subject, Leaf.Subject);
        Assert.IsFalse(root.HasPrivateKey);
    }

    [TestMethod]
    public void No_two_endpoints_have_the_same()
    {
        using var other = ServerIdentity.Create();

        Assert.AreNotEqual(other.Certificate.SerialNumber, Leaf.SerialNumber);
        Assert.AreNotEqual(other.RootPem, _identity.RootPem);
    }
}
