using System.Formats.Asn1;
using System.Security.Cryptography;
using CentralEndpoint.Credentials;

namespace CentralEndpoint.Tests.Credentials;

[TestClass]
public sealed class PublicKeyTests
{
    [TestMethod]
    public void A_key_on_P_256_is_taken_as_it_is()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var der = pair.ExportSubjectPublicKeyInfo();

        Assert.IsTrue(PublicKey.TryImport(der, out var key));

        Assert.AreSequenceEqual(der, key.ToSubjectPublicKeyInfo());
    }

    [TestMethod]
    public void Another_curve_or_algorithm_is_not()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        using var rsa = RSA.Create(2048);
        using var agreement = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);

        foreach (
            var der in new[]
            {
                p384.ExportSubjectPublicKeyInfo(),
                p521.ExportSubjectPublicKeyInfo(),
                rsa.ExportSubjectPublicKeyInfo(),
                agreement.ExportSubjectPublicKeyInfo(),
            }
        )
        {
            Assert.IsFalse(PublicKey.TryImport(der, out _));
        }
    }

    [TestMethod]
    public void What_is_no_point_of_the_curve_is_not()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var der = pair.ExportSubjectPublicKeyInfo();

        Assert.IsFalse(PublicKey.TryImport([.. der[..^1], (byte)(der[^1] ^ 1)], out _));
        Assert.IsFalse(PublicKey.TryImport([.. der[..^64], .. new byte[64]], out _), "the origin");
        Assert.IsFalse(PublicKey.TryImport(Spki([0]), out _), "infinity");
        Assert.IsFalse(PublicKey.TryImport([.. der, 0], out _), "more");
        Assert.IsFalse(PublicKey.TryImport(der.AsSpan(0, der.Length - 1), out _), "less");
        Assert.IsFalse(PublicKey.TryImport([], out _), "nothing");
        Assert.IsFalse(PublicKey.TryImport(pair.ExportPkcs8PrivateKey(), out _), "a private key");
    }

    private static byte[] Spki(byte[] point)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.2.1");
                writer.WriteObjectIdentifier("1.2.840.10045.3.1.7");
            }

            writer.WriteBitString(point);
        }

        return writer.Encode();
    }
}
