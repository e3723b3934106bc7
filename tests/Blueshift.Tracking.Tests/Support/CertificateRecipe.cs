using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Says how a certificate is to be: one of 127.0.0.1 that everybody trusts, but for what a test changes.</summary>
internal sealed class CertificateRecipe
{
    public const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private AsymmetricAlgorithm? _key;

    public DateTimeOffset NotBefore { get; set; } = DateTimeOffset.UtcNow.AddDays(-2);

    public DateTimeOffset NotAfter { get; set; } = DateTimeOffset.UtcNow.AddDays(20);

    /// <summary>Gets or sets the address of its alternative name; <see langword="null"/> for none.</summary>
    public IPAddress? Address { get; set; } = IPAddress.Loopback;

    /// <summary>Gets or sets the DNS name of its alternative name; <see langword="null"/> for none.</summary>
    public string? DnsName { get; set; }

    public string CommonName { get; set; } = "127.0.0.1";

    /// <summary>Gets or sets its extended key usage; <see langword="null"/> for none.</summary>
    public string? Usage { get; set; } = ServerAuthentication;

    public bool IsAuthority { get; set; }

    /// <summary>Gets or sets who signs it; <see langword="null"/> for the root.</summary>
    public X509Certificate2? Issuer { get; set; }

    /// <summary>Gets or sets the hash of a signature that nobody should take any more; <see langword="null"/> for SHA-256.</summary>
    public HashAlgorithmName? Hash { get; set; }

    /// <summary>Gets or sets what it says of its signature, which may not be true; <see langword="null"/> for the truth.</summary>
    public byte[]? Algorithm { get; set; }

    public RSASignaturePadding Padding { get; set; } = RSASignaturePadding.Pkcs1;

    /// <summary>Gets or sets the address of the list of what was revoked; <see langword="null"/> for none.</summary>
    public Uri? RevocationList { get; set; }

    /// <summary>Gets the further extensions.</summary>
    public IList<X509Extension> Extensions { get; } = [];

    /// <summary>Gets or sets its key; one on P-256 unless set.</summary>
    public AsymmetricAlgorithm Key
    {
        get => _key ??= ECDsa.Create(ECCurve.NamedCurves.nistP256);
        set => _key = value;
    }

    public CertificateRequest Request()
    {
        var name = new X500DistinguishedName($"CN={CommonName}");
        var request = Key is RSA rsa
            ? new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(name, (ECDsa)Key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(IsAuthority, false, 0, critical: true));
        if (!IsAuthority)
        {
            AddNames(request);
        }
        if (Usage is not null && !IsAuthority)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(Usage)], critical: false));
        }
        if (IsAuthority)
        {
            request.CertificateExtensions.Add(
                new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true)
            );
            request.CertificateExtensions.Add(
                new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false)
            );
        }
        if (RevocationList is not null)
        {
            request.CertificateExtensions.Add(
                CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([RevocationList.AbsoluteUri])
            );
        }
        foreach (var extension in Extensions)
        {
            request.CertificateExtensions.Add(extension);
        }
        return request;
    }

    public X509Certificate2 WithKey(X509Certificate2 certificate) =>
        Key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)Key);

    private void AddNames(CertificateRequest request)
    {
        if (Address is null && DnsName is null)
        {
            return;
        }
        var names = new SubjectAlternativeNameBuilder();
        if (Address is not null)
        {
            names.AddIpAddress(Address);
        }
        if (DnsName is not null)
        {
            names.AddDnsName(DnsName);
        }
        request.CertificateExtensions.Add(names.Build());
    }
}
