using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CentralEndpoint.Storage;

/// <summary>
/// Seals texts with AES-256-GCM. Layout: nonce (12), ciphertext, tag (16). Where the box belongs is authenticated with it, so that one
/// that was moved elsewhere does not open.
/// </summary>
internal sealed class SealedBox(byte[] key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <param name="place">Where it belongs: the kind of box, and what identifies its row.</param>
    /// <param name="members">The texts.</param>
    public byte[] Seal(string place, params string?[] members)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(members);
        var box = new byte[NonceLength + plain.Length + TagLength];
        var nonce = box.AsSpan(0, NonceLength);
        // Random nonces are safe for 2^32 boxes under one key (SP 800-38D, 8.3).
        RandomNumberGenerator.Fill(nonce);
        // One cipher a call, because a cipher must not be shared between threads.
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(
            nonce,
            plain,
            box.AsSpan(NonceLength, plain.Length),
            box.AsSpan(^TagLength..),
            Encoding.UTF8.GetBytes(place)
        );
        CryptographicOperations.ZeroMemory(plain);
        return box;
    }

    /// <exception cref="CryptographicException">The box was changed, moved or sealed under another key.</exception>
    public string?[] Open(string place, ReadOnlySpan<byte> box)
    {
        if (box.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("The box is too short to be one.");
        }

        var plain = new byte[box.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Decrypt(
            box[..NonceLength],
            box[NonceLength..^TagLength],
            box[^TagLength..],
            plain,
            Encoding.UTF8.GetBytes(place)
        );
        var members = JsonSerializer.Deserialize<string?[]>(plain)!;
        CryptographicOperations.ZeroMemory(plain);
        return members;
    }
}
