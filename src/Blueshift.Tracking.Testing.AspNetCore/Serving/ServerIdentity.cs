using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Is a root and a server certificate signed by it, made in memory. The root's private key is gone once it has signed.</summary>
internal sealed class ServerIdentity : IDisposable
{
    private ServerIdentity(X509Certificate2 certificate, string rootPem)
    {
        Certificate = certificate;
        RootPem = rootPem;
    }

    public X509Certificate2 Certificate { get; }

    public string RootPem { get; }

    public static ServerIdentity Create()
    {
        // Clients check the validity by the system's clock, whatever clock a test injects.
        var now = TimeProvider.System.GetUtcNow();
        var (notBefore, notAfter) = (now.AddDays(-1), now.AddDays(30));
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = RootRequest(rootKey).CreateSelfSigned(notBefore, notAfter);
        using var certificate = ServerRequest(key, root)
            .Create(root, notBefore, notAfter, RandomNumberGenerator.GetBytes(16));
        return new ServerIdentity(ForServing(certificate.CopyWithPrivateKey(key)), root.ExportCertificatePem() + "\n");
    }

    public void Dispose() => Certificate.Dispose();

    private static CertificateRequest RootRequest(ECDsa key)
    {
        var request = new CertificateRequest("CN=Fake central endpoint root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static CertificateRequest ServerRequest(ECDsa key, X509Certificate2 root)
    {
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true)
        );
        // Server authentication (RFC 5280, 4.2.1.12).
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)
        );
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
                root,
                includeKeyIdentifier: true,
                includeIssuerAndSerial: false
            )
        );
        return request;
    }

    // Windows serves only with keys that went through its key store.
    private static X509Certificate2 ForServing(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
