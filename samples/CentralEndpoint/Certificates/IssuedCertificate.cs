using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CentralEndpoint.Certificates;

/// <summary>
/// Makes a root and a server certificate signed by it, both on P-256. The root's private key exists only in this method:
/// whoever trusts the root trusts exactly one server certificate.
/// </summary>
internal static class IssuedCertificate
{
    public const int ValidDays = 397;

    public static string MakePem(DateTimeOffset now)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // An hour back, for clients whose clock is a little behind.
        var notBefore = now.AddHours(-1);
        var notAfter = notBefore.AddDays(ValidDays);
        using var root = RootRequest(rootKey).CreateSelfSigned(notBefore, notAfter);
        using var leaf = LeafRequest(leafKey, root)
            .Create(root, notBefore, notAfter, RandomNumberGenerator.GetBytes(16));
        return string.Join(
            '\n',
            leaf.ExportCertificatePem(),
            leafKey.ExportPkcs8PrivateKeyPem(),
            root.ExportCertificatePem(),
            ""
        );
    }

    private static CertificateRequest RootRequest(ECDsa key)
    {
        var request = new CertificateRequest("CN=Central endpoint root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static CertificateRequest LeafRequest(ECDsa key, X509Certificate2 root)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        var serverAuthentication = new OidCollection { new Oid("1.3.6.1.5.5.7.3.1") };

        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true)
        );
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(serverAuthentication, critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
                root,
                includeKeyIdentifier: true,
                includeIssuerAndSerial: false
            )
        );
        return request;
    }
}
