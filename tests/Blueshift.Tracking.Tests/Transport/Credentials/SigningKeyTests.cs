using System.Security.Cryptography;
using Blueshift.Tracking.Transport.Credentials;

namespace Blueshift.Tracking.Tests.Transport.Credentials;

[TestClass]
public sealed class SigningKeyTests
{
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
            Assert.IsNotNull(SigningKey.Parse(pem, out var fault), fault);
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

    private static string Fault(string pem)
    {
        Assert.IsNull(SigningKey.Parse(pem, out var fault));
        return fault;
    }
}
