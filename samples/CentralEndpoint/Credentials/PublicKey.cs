using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace CentralEndpoint.Credentials;

/// <summary>A public key on the curve P-256, which ES256 signs on and nothing else does.</summary>
internal sealed class PublicKey
{
    private const string NistP256 = "1.2.840.10045.3.1.7";

    private readonly byte[] _subjectPublicKeyInfo;

    private PublicKey(byte[] subjectPublicKeyInfo) => _subjectPublicKeyInfo = subjectPublicKeyInfo;

    /// <summary>Reads a SubjectPublicKeyInfo in DER. Gives none for another curve or algorithm, and for a point that is not on the curve.</summary>
    public static bool TryImport(ReadOnlySpan<byte> der, [NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        using var ecdsa = ECDsa.Create();
        try
        {
            ecdsa.ImportSubjectPublicKeyInfo(der, out var read);
            var curve = ecdsa.ExportParameters(includePrivateParameters: false).Curve;
            if (read == der.Length && curve.IsNamed && curve.Oid.Value == NistP256)
            {
                // Written anew, so that one key has one form.
                key = new PublicKey(ecdsa.ExportSubjectPublicKeyInfo());
            }
        }
        catch (CryptographicException)
        {
            // It is none.
        }

        return key is not null;
    }

    public byte[] ToSubjectPublicKeyInfo() => _subjectPublicKeyInfo;
}
