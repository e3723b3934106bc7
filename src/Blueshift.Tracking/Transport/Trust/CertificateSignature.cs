using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Blueshift.Tracking.Transport.Trust;

/// <summary>Says whether a certificate is signed with an algorithm that is still sound: .NET on Linux takes MD5 and SHA-1 as well.</summary>
internal static class CertificateSignature
{
    private const string RsaPss = "1.2.840.113549.1.1.10";

    // RFC 4055, 5758, 8410 and 9881: SHA-256, SHA-384 and SHA-512 with RSA and ECDSA; Ed25519 and Ed448; ML-DSA.
    private static readonly string[] Strong =
    [
        "1.2.840.113549.1.1.11",
        "1.2.840.113549.1.1.12",
        "1.2.840.113549.1.1.13",
        "1.2.840.10045.4.3.2",
        "1.2.840.10045.4.3.3",
        "1.2.840.10045.4.3.4",
        "1.3.101.112",
        "1.3.101.113",
        "2.16.840.1.101.3.4.3.17",
        "2.16.840.1.101.3.4.3.18",
        "2.16.840.1.101.3.4.3.19",
    ];

    private static readonly string[] StrongHashes =
    [
        "2.16.840.1.101.3.4.2.1",
        "2.16.840.1.101.3.4.2.2",
        "2.16.840.1.101.3.4.2.3",
    ];

    public static bool IsStrong(X509Certificate2 certificate)
    {
        try
        {
            var parts = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
            _ = parts.ReadEncodedValue();
            var algorithm = parts.ReadSequence();
            var id = algorithm.ReadObjectIdentifier();
            return id == RsaPss ? IsStrongPss(algorithm) : Strong.Contains(id);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    // Its hash stands in the parameters, and is SHA-1 where none does.
    private static bool IsStrongPss(AsnReader algorithm)
    {
        var hashTag = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
        if (!algorithm.HasData)
        {
            return false;
        }
        var parameters = algorithm.ReadSequence();
        return parameters.HasData
            && parameters.PeekTag() == hashTag
            && StrongHashes.Contains(parameters.ReadSequence(hashTag).ReadSequence().ReadObjectIdentifier());
    }
}
