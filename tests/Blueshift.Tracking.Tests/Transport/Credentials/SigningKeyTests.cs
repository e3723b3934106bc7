using System.Security.Cryptography;
using Blueshift.Tracking.Transport.Credentials;

namespace Blueshift.Tracking.Tests.Transport.Credentials;

[TestClass]
public sealed class SigningKeyTests
{
    private const string Id = "k1234567";

    [TestMethod]
    public void Both_forms_that_openssl_writes_are_read()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // As openssl ecparam writes it, with the name of the curve in a block of its own before the key.
        var parameters = PemEncoding.WriteString(
            "EC PARAMETERS",
            [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
        );

        foreach (
            var pem in (string[])
                [
                    key.ExportPkcs8PrivateKeyPem(),
                    key.ExportECPrivateKeyPem(),
                    $"{parameters}\n{key.ExportECPrivateKeyPem()}",
                ]
        )
        {
            Assert.IsNotNull(SigningKey.Parse(pem, Id, out var fault), fault);
        }
    }

    [TestMethod]
    public void What_is_no_such_key_is_refused_with_what_to_do()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var longer = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(1024);
        var locked = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1);

        Assert.StartsWith(
            "is encrypted with a password.",
            Fault(key.ExportEncryptedPkcs8PrivateKeyPem("canary", locked))
        );
        Assert.StartsWith("has no BEGIN PRIVATE KEY block.", Fault(key.ExportSubjectPublicKeyInfoPem()));
        Assert.StartsWith("has no BEGIN PRIVATE KEY block.", Fault(""));
        Assert.StartsWith("is not on the curve P-256.", Fault(longer.ExportPkcs8PrivateKeyPem()));
        Assert.StartsWith("cannot be read as one private key", Fault(rsa.ExportPkcs8PrivateKeyPem()));
        Assert.StartsWith(
            "cannot be read as one private key",
            Fault(key.ExportPkcs8PrivateKeyPem() + longer.ExportPkcs8PrivateKeyPem())
        );
        Assert.StartsWith(
            "cannot be read as one private key",
            Fault("-----BEGIN PRIVATE KEY-----\nY2FuYXJ5\n-----END PRIVATE KEY-----")
        );
    }

    [TestMethod]
    [DataRow("Key-Id: k7f3abcd\n")]
    [DataRow("key-id:k7f3abcd   \r\n")]
    [DataRow("# of November\nKey-Id:\tk7f3abcd\n\n")]
    public void The_id_in_the_file_stands_before_the_setting(string lines)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = key.ExportPkcs8PrivateKeyPem();

        Assert.AreEqual("k7f3abcd", SigningKey.Parse(lines + pem, Id, out _)?.Id);
        Assert.AreEqual("k7f3abcd", SigningKey.Parse($"{pem}\n{lines}", id: null, out _)?.Id);
        Assert.AreEqual(Id, SigningKey.Parse(pem, Id, out _)?.Id);
    }

    [TestMethod]
    public void A_key_without_an_id_or_with_a_wrong_one_is_refused_with_what_to_do()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = key.ExportPkcs8PrivateKeyPem();

        Assert.StartsWith("has no id. Write the one under which", Fault(pem, id: null));
        Assert.StartsWith("has no id.", Fault($" Key-Id: k7f3abcd\n{pem}", id: ""));
        Assert.StartsWith("has two Key-Id: lines.", Fault($"Key-Id: k1\nKey-Id: k2\n{pem}"));
        foreach (var wrong in (string[])["", "canary key", "can\u00E4ry", new string('k', 65)])
        {
            var fault = Fault($"Key-Id: {wrong}\n{pem}");
            Assert.StartsWith("has a Key-Id: line without a key id. Allowed are 1 to 64 letters", fault);
            Assert.DoesNotContain("canary", fault);
        }
    }

    [TestMethod]
    public void The_same_key_under_another_id_is_another()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = key.ExportPkcs8PrivateKeyPem();
        var first = SigningKey.Parse(pem, "k1", out _)!;

        Assert.IsTrue(first.Equals(SigningKey.Parse($"Key-Id: k1\n{pem}", id: null, out _)));
        Assert.IsFalse(first.Equals(SigningKey.Parse(pem, "k2", out _)));
    }

    private static string Fault(string pem, string? id = Id)
    {
        Assert.IsNull(SigningKey.Parse(pem, id, out var fault));
        return fault;
    }
}
