using System.Security.Cryptography;

namespace CentralEndpoint.Storage;

/// <summary>The key that everything personal in the database is sealed under, never used itself: each use derives its own.</summary>
internal sealed class MasterKey
{
    public const int Length = 32;
    private readonly byte[] _key;

    public MasterKey(ReadOnlySpan<byte> key)
    {
        _key = key.ToArray();
        Id = Convert.ToHexStringLower(Derive("key-id", 8));
    }

    /// <summary>Gets what tells one master key from another without disclosing either.</summary>
    public string Id { get; }

    /// <summary>Reads the key, or makes it if the file is missing and nothing was ever sealed under another.</summary>
    public static MasterKey Load(string path, string? expectedId)
    {
        if (!File.Exists(path))
        {
            if (expectedId is not null)
            {
                throw new EndpointFaultException(
                    $"The master key file {Path.GetFileName(path)} is missing, but the database was made with one. "
                        + $"Put it back, or point {CentralEndpointSettings.Name("MasterKeyFile")} at it."
                );
            }

            PrivateFile.WriteNew(path, RandomNumberGenerator.GetBytes(Length));
        }

        var bytes = File.ReadAllBytes(path);
        if (bytes.Length != Length)
        {
            throw new EndpointFaultException(
                $"The master key file {Path.GetFileName(path)} holds {bytes.Length} bytes; it must hold exactly {Length}."
            );
        }

        var key = new MasterKey(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return expectedId is null || key.Id == expectedId ? key : throw WrongKey(path);
    }

    public byte[] Derive(string use, int length) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            _key,
            length,
            info: [.. "central-endpoint/"u8, .. use.Select(static c => (byte)c)]
        );

    private static EndpointFaultException WrongKey(string path) =>
        new(
            $"The master key file {Path.GetFileName(path)} is not the one that this database was made with. "
                + $"Nothing was changed. Point {CentralEndpointSettings.Name("MasterKeyFile")} at the right key, "
                + $"or {CentralEndpointSettings.Name("DataFolder")} at the right folder."
        );
}
