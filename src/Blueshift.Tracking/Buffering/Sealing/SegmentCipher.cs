using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Blueshift.Tracking.Buffering.Sealing;

/// <summary>
/// Seals and opens the frames of one segment, and no other's: AES-256-GCM under a key that HKDF derives from the epoch's data
/// key and the segment's salt. Used by one thread at a time.
/// </summary>
internal sealed class SegmentCipher : IDisposable
{
    public const int SaltLength = 32;
    public const int CommitmentLength = 32;

    /// <summary>Is what sealing adds to the bytes: a nonce before, a tag after them.</summary>
    public const int Overhead = NonceLength + TagLength;

    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int KeyLength = 32;
    private const int GuidLength = 16;
    private const int IdentityLength = 1 + GuidLength + GuidLength + sizeof(uint);
    private const int MaxHeaderLength = 64;

    private readonly AesGcm _aes;
    private readonly byte[] _commitment;
    private readonly byte[] _associated;

    private SegmentCipher(ReadOnlySpan<byte> key, byte[] commitment, SegmentIdentity identity)
    {
        _aes = new AesGcm(key, TagLength);
        _commitment = commitment;
        _associated = new byte[IdentityLength + MaxHeaderLength];
        _associated[0] = 1;
        identity.JournalId.TryWriteBytes(_associated.AsSpan(1), bigEndian: true, out _);
        identity.SegmentId.TryWriteBytes(_associated.AsSpan(1 + GuidLength), bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32LittleEndian(_associated.AsSpan(1 + (2 * GuidLength)), identity.Number);
    }

    /// <summary>Gets what shows, without opening a frame, that the key is the right one.</summary>
    public ReadOnlySpan<byte> Commitment => _commitment;

    public static SegmentCipher Derive(DataKey dataKey, SegmentIdentity identity, ReadOnlySpan<byte> salt)
    {
        var label = "blueshift-segment-v1"u8;
        Span<byte> info = stackalloc byte[label.Length + (2 * GuidLength)];
        label.CopyTo(info);
        identity.JournalId.TryWriteBytes(info[label.Length..], bigEndian: true, out _);
        identity.SegmentId.TryWriteBytes(info[(label.Length + GuidLength)..], bigEndian: true, out _);
        Span<byte> derived = stackalloc byte[KeyLength + CommitmentLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey.Bytes, derived, salt, info);
        var cipher = new SegmentCipher(derived[..KeyLength], derived[KeyLength..].ToArray(), identity);
        CryptographicOperations.ZeroMemory(derived);
        return cipher;
    }

    /// <summary>Seals under a fresh random nonce.</summary>
    /// <param name="header">The frame's header, bound but not hidden.</param>
    /// <param name="plain">The bytes to hide.</param>
    /// <param name="destination">Takes nonce, sealed bytes and tag: the length of <paramref name="plain"/> and <see cref="Overhead"/>.</param>
    public void Seal(ReadOnlySpan<byte> header, ReadOnlySpan<byte> plain, Span<byte> destination)
    {
        var nonce = destination[..NonceLength];
        RandomNumberGenerator.Fill(nonce);
        _aes.Encrypt(
            nonce,
            plain,
            destination.Slice(NonceLength, plain.Length),
            destination.Slice(NonceLength + plain.Length, TagLength),
            Associated(header)
        );
    }

    /// <summary>Opens what <see cref="Seal"/> made.</summary>
    /// <returns><see langword="false"/> when header or bytes are not those that were sealed; <paramref name="plain"/> is then void.</returns>
    public bool TryOpen(ReadOnlySpan<byte> header, ReadOnlySpan<byte> sealedBytes, Span<byte> plain)
    {
        try
        {
            _aes.Decrypt(
                sealedBytes[..NonceLength],
                sealedBytes[NonceLength..^TagLength],
                sealedBytes[^TagLength..],
                plain[..(sealedBytes.Length - Overhead)],
                Associated(header)
            );
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    public void Dispose() => _aes.Dispose();

    private ReadOnlySpan<byte> Associated(ReadOnlySpan<byte> header)
    {
        header.CopyTo(_associated.AsSpan(IdentityLength));
        return _associated.AsSpan(0, IdentityLength + header.Length);
    }
}
