using System.Security.Cryptography;

namespace Blueshift.Tracking.Transport.Credentials;

/// <summary>Is the private key that signs tokens, on the curve P-256.</summary>
internal sealed class SigningKey : IEquatable<SigningKey>
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private const string NoId =
        "has no id. Write the one under which your vendor registered the public key into the file, as a line Key-Id: <id> above "
        + "the block, or set Credential:Jwt:KeyId.";

    private readonly ECDsa _key;
    private readonly string _publicKey;

    private SigningKey(ECDsa key, string id)
    {
        _key = key;
        Id = id;
        _publicKey = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Gets the id under which the vendor knows the public key.</summary>
    public string Id { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="pem">The text of a PEM file.</param>
    /// <param name="id">The id of a key whose file names none, if it has one.</param>
    /// <param name="fault">What is wrong with it and what to do, without any part of it; empty when nothing is.</param>
    /// <returns>The key, or <see langword="null"/> when something is wrong.</returns>
    public static SigningKey? Parse(string pem, string? id, out string fault)
    {
        id = SigningKeyId.Find(pem, out fault) ?? id;
        if (fault.Length != 0)
        {
            return null;
        }
        var key = ECDsa.Create();
        fault = Import(key, pem) ?? (string.IsNullOrEmpty(id) ? NoId : "");
        if (fault.Length == 0)
        {
            return new SigningKey(key, id!);
        }
        key.Dispose();
        return null;
    }

    /// <summary>Signs with ECDSA and SHA-256.</summary>
    /// <returns>The two numbers of the signature, 32 bytes each (RFC 7518, section 3.4).</returns>
    public byte[] Sign(ReadOnlySpan<byte> content) =>
        _key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public bool Equals(SigningKey? other) => other is not null && other._publicKey == _publicKey && other.Id == Id;

    public override bool Equals(object? obj) => Equals(obj as SigningKey);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_publicKey);

    private static string? Import(ECDsa key, string pem)
    {
        if (pem.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            return "is encrypted with a password. Give one that is not, in a file that the application alone may read.";
        }
        if (!pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            return "has no BEGIN PRIVATE KEY block. Give the PEM file with the private key.";
        }
        try
        {
            key.ImportFromPem(pem);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return "cannot be read as one private key on an elliptic curve. Make it with: openssl genpkey -algorithm EC "
                + "-pkeyopt ec_paramgen_curve:P-256.";
        }
        return key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256
            ? null
            : "is not on the curve P-256. Make it with: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256.";
    }
}
