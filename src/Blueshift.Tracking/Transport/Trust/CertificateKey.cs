using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Blueshift.Tracking.Transport.Trust;

/// <summary>Says whether a certificate's public key is long enough: RSA of 2048 bits, a named elliptic curve of 256.</summary>
internal static class CertificateKey
{
    private const int MinRsaBits = 2048;
    private const int MinEllipticBits = 256;
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string Elliptic = "1.2.840.10045.2.1";

    // Ed25519, Ed448, ML-DSA: they have no weak lengths.
    private static readonly string[] StrongByKind =
    [
        "1.3.101.112",
        "1.3.101.113",
        "2.16.840.1.101.3.4.3.17",
        "2.16.840.1.101.3.4.3.18",
        "2.16.840.1.101.3.4.3.19",
    ];

    /// <summary>Describes a key that is too weak, or of a kind that is not taken.</summary>
    /// <returns><see langword="null"/> when it is strong.</returns>
    public static string? Weakness(X509Certificate2 certificate)
    {
        try
        {
            return certificate.PublicKey.Oid.Value switch
            {
                Rsa => WeaknessOfRsa(certificate),
                Elliptic => WeaknessOfCurve(certificate),
                { } id when StrongByKind.Contains(id) => null,
                _ => "of a kind that is not taken",
            };
        }
        catch (CryptographicException)
        {
            return "of a kind that this system cannot read";
        }
    }

    private static string? WeaknessOfRsa(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPublicKey();
        return key is { KeySize: >= MinRsaBits } ? null : $"RSA of {key?.KeySize} bits, below {MinRsaBits}";
    }

    private static string? WeaknessOfCurve(X509Certificate2 certificate)
    {
        // A curve that the certificate spells out itself may be any: only one with a name is known.
        var parameters = new AsnReader(certificate.PublicKey.EncodedParameters?.RawData ?? [], AsnEncodingRules.DER);
        if (!parameters.HasData || parameters.PeekTag() != Asn1Tag.ObjectIdentifier)
        {
            return "on an elliptic curve without a name";
        }
        using var key = certificate.GetECDsaPublicKey();
        return key is { KeySize: >= MinEllipticBits }
            ? null
            : $"on an elliptic curve of {key?.KeySize} bits, below {MinEllipticBits}";
    }
}
