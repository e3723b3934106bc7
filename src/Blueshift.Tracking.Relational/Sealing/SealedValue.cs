using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Blueshift.Tracking.Relational.Sealing;

/// <summary>
/// Is the form of a sealed value: one byte of version, 8 of the key's number, 12 of nonce, 16 of tag, and the value under AES-256-GCM with
/// its place as associated data. The first byte tells it from a value in clear, none of which begins with it.
/// </summary>
internal static class SealedValue
{
    private const byte Version = 0x53;
    private const int KeyOffset = 1;
    private const int NonceOffset = KeyOffset + sizeof(ulong);
    private const int NonceLength = 12;
    private const int TagOffset = NonceOffset + NonceLength;
    private const int TagLength = 16;

    /// <summary>Is what a sealed value takes beside the value.</summary>
    public const int Overhead = TagOffset + TagLength;

    public static bool Is(ReadOnlySpan<byte> value) => value.Length >= Overhead && value[0] == Version;

    /// <summary>Reads the number of the key that opens it.</summary>
    public static ulong KeyOf(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadUInt64BigEndian(value[KeyOffset..]);

    public static byte[] Seal(ulong number, byte[] key, ReadOnlySpan<byte> value, ReadOnlySpan<byte> place)
    {
        var result = new byte[Overhead + value.Length];
        result[0] = Version;
        BinaryPrimitives.WriteUInt64BigEndian(result.AsSpan(KeyOffset), number);
        var nonce = result.AsSpan(NonceOffset, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, value, result.AsSpan(Overhead), result.AsSpan(TagOffset, TagLength), place);
        return result;
    }

    /// <summary>Opens a value.</summary>
    /// <returns><see langword="null"/> when it is damaged, or of another key or place.</returns>
    public static byte[]? TryOpen(byte[] key, ReadOnlySpan<byte> value, ReadOnlySpan<byte> place)
    {
        var result = new byte[value.Length - Overhead];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(
                value.Slice(NonceOffset, NonceLength),
                value[Overhead..],
                value.Slice(TagOffset, TagLength),
                result,
                place
            );
            return result;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
