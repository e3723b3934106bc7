using System.Security.Cryptography;
using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Sealing;

/// <summary>
/// Is a key-encryption key from a file of 32 raw bytes, in memory until it is disposed. What it wraps is one byte of version,
/// the key's check value, and the data key wrapped by AES-KWP (RFC 5649).
/// </summary>
internal sealed class KeyEncryptionKey : IDisposable
{
    public const int Length = 32;

    private const byte Version = 1;
    private const int CheckOffset = 1;
    private const int CheckLength = 8;
    private const int KeyOffset = CheckOffset + CheckLength;
    private const int WrappedLength = KeyOffset + Length + 8;

    // Pinned, so that a compacting collection leaves no copy behind.
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Length, pinned: true);

    private KeyEncryptionKey() { }

    /// <summary>Reads a key; a link is followed.</summary>
    /// <returns><see langword="null"/> when the file has another length: it is no key. Throws what the file system throws.</returns>
    public static KeyEncryptionKey? TryRead(IFileSystem files, string path)
    {
        using var file = files.OpenRead(path);
        var key = new KeyEncryptionKey();
        var isKey = false;
        try
        {
            isKey = file.Length == Length && file.Read(0, key._bytes) == Length;
            return isKey ? key : null;
        }
        finally
        {
            if (!isKey)
            {
                key.Dispose();
            }
        }
    }

    /// <summary>Computes 16 hexadecimal digits that tell this key from another and nothing of the key itself.</summary>
    public string CheckDigits()
    {
        Span<byte> check = stackalloc byte[CheckLength];
        WriteCheck(check);
        return Convert.ToHexStringLower(check);
    }

    public byte[] Wrap(ReadOnlySpan<byte> dataKey)
    {
        if (dataKey.Length != Length)
        {
            throw new ArgumentException($"A data key has {Length} bytes, not {dataKey.Length}.", nameof(dataKey));
        }
        var wrapped = new byte[WrappedLength];
        wrapped[0] = Version;
        WriteCheck(wrapped.AsSpan(CheckOffset, CheckLength));
        using var aes = Aes.Create();
        aes.SetKey(_bytes);
        aes.EncryptKeyWrapPadded(dataKey, wrapped.AsSpan(KeyOffset));
        return wrapped;
    }

    /// <summary>Unwraps what a key wrapped.</summary>
    /// <returns><see langword="null"/> when another key, or another version of ours, wrapped it, or it is damaged.</returns>
    public byte[]? TryUnwrap(ReadOnlySpan<byte> wrapped)
    {
        Span<byte> check = stackalloc byte[CheckLength];
        WriteCheck(check);
        if (
            wrapped.Length != WrappedLength
            || wrapped[0] != Version
            || !wrapped.Slice(CheckOffset, CheckLength).SequenceEqual(check)
        )
        {
            return null;
        }
        using var aes = Aes.Create();
        aes.SetKey(_bytes);
        try
        {
            var dataKey = aes.DecryptKeyWrapPadded(wrapped[KeyOffset..]);
            return dataKey.Length == Length ? dataKey : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);

    private void WriteCheck(Span<byte> destination) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _bytes, destination, salt: [], info: "blueshift-kek-check"u8);
}
