using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport.Trust;

namespace Blueshift.Tracking.Tests.Transport.Trust;

/// <summary>Which keys and signatures are sound, told from certificates alone.</summary>
[TestClass]
public sealed class PeerPolicyTests
{
    private static readonly RSA RootKey = RSA.Create(2048);

    [TestMethod]
    public void Signatures_with_SHA_2_are_sound()
    {
        using var elliptic = new Authority();
        using var rsa = new Authority(new CertificateRecipe { Key = RootKey });

        Assert.IsTrue(CertificateSignature.IsStrong(elliptic.Issue(new CertificateRecipe())));
        Assert.IsTrue(CertificateSignature.IsStrong(rsa.Issue(new CertificateRecipe())));
        Assert.IsTrue(
            CertificateSignature.IsStrong(rsa.Issue(new CertificateRecipe { Padding = RSASignaturePadding.Pss }))
        );
    }

    [TestMethod]
    // RSASSA-PSS without parameters, and with empty ones: SHA-1, by RFC 4055.
    [DataRow("300B06092A864886F70D01010A")]
    [DataRow("300D06092A864886F70D01010A3000")]
    // With parameters that name SHA-1.
    [DataRow("301A06092A864886F70D01010A300DA00B300906052B0E03021A0500")]
    // MD2, and an algorithm that nobody knows.
    [DataRow("300D06092A864886F70D0101020500")]
    [DataRow("300406022A03")]
    public void Signatures_with_anything_else_are_not(string algorithm)
    {
        using var authority = new Authority(new CertificateRecipe { Key = RootKey });

        Assert.IsFalse(
            CertificateSignature.IsStrong(
                authority.Issue(new CertificateRecipe { Algorithm = Convert.FromHexString(algorithm) })
            )
        );
    }

    [TestMethod]
    public void Keys_that_are_long_enough_are_sound()
    {
        using var longer = ECDsa.Create(ECCurve.NamedCurves.nistP521);

        Assert.IsNull(Weakness(new CertificateRecipe()));
        Assert.IsNull(Weakness(new CertificateRecipe { Key = longer }));
        Assert.IsNull(Weakness(new CertificateRecipe { Key = RootKey }));
    }

    [TestMethod]
    public void Keys_that_are_too_short_are_not()
    {
        using var shorter = ECDsa.Create(ECCurve.CreateFromValue("1.3.132.0.33"));
        using var rsa = RSA.Create(2040);

        Assert.AreEqual(
            "on an elliptic curve of 224 bits, below 256",
            Weakness(new CertificateRecipe { Key = shorter })
        );
        Assert.AreEqual("RSA of 2040 bits, below 2048", Weakness(new CertificateRecipe { Key = rsa }));
    }

    [TestMethod]
    public void A_key_on_a_curve_that_it_spells_out_itself_is_not()
    {
        var named = EllipticKey();

        // Parameters that are a sequence, as a curve is described by, and not a name; or none at all.
        foreach (var parameters in new[] { new AsnEncodedData([0x30, 0x03, 0x02, 0x01, 0x01]), null })
        {
            Assert.AreEqual(
                "on an elliptic curve without a name",
                Weakness(new PublicKey(named.Oid, parameters, named.EncodedKeyValue))
            );
        }
    }

    [TestMethod]
    public void Keys_of_kinds_without_weak_lengths_are_sound_and_others_are_not()
    {
        var value = EllipticKey().EncodedKeyValue;

        Assert.IsNull(Weakness(new PublicKey(new Oid("1.3.101.112"), parameters: null, value)));
        Assert.AreEqual(
            "of a kind that is not taken",
            Weakness(new PublicKey(new Oid("1.2.840.10040.4.1"), parameters: null, value))
        );
        Assert.AreEqual(
            "of a kind that this system cannot read",
            Weakness(new PublicKey(new Oid("1.2.840.113549.1.1.1"), new AsnEncodedData([0x05, 0x00]), value))
        );
    }

    private static PublicKey EllipticKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new PublicKey(key);
    }

    private static string? Weakness(PublicKey key)
    {
        using var authority = new Authority();
        using var issuer = authority.Root.GetECDsaPrivateKey()!;
        using var certificate = new CertificateRequest(
            new X500DistinguishedName("CN=127.0.0.1"),
            key,
            HashAlgorithmName.SHA256
        ).Create(
            authority.Root.SubjectName,
            X509SignatureGenerator.CreateForECDsa(issuer),
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1),
            [1]
        );
        return CertificateKey.Weakness(certificate);
    }

    private static string? Weakness(CertificateRecipe recipe)
    {
        using var authority = new Authority();
        using var certificate = authority.Issue(recipe);
        return CertificateKey.Weakness(certificate);
    }
}
