using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CentralEndpoint.Storage;

/// <summary>
/// Seals what came with a request with AES-256-GCM under a key derived from the master key. Layout: nonce (12), ciphertext, tag (16).
/// The number of the request is authenticated with it, so that a box moved to another request does not open.
/// </summary>
internal sealed class RequestSealer(MasterKey key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _key = key.Derive("request", MasterKey.Length);

    public byte[] Seal(long number, RequestContent content)
    {
        string?[] members = [content.Name, content.Email, content.Phone, content.Text];
        var plain = JsonSerializer.SerializeToUtf8Bytes(members);
        var box = new byte[NonceLength + plain.Length + TagLength];
        var nonce = box.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        // One cipher a call, because a cipher must not be shared between threads.
        using var cipher = new AesGcm(_key, TagLength);
        cipher.Encrypt(nonce, plain, box.AsSpan(NonceLength, plain.Length), box.AsSpan(^TagLength..), Bind(number));
        CryptographicOperations.ZeroMemory(plain);
        return box;
    }

    /// <exception cref="CryptographicException">The box was changed, moved or sealed under another key.</exception>
    public RequestContent Open(long number, ReadOnlySpan<byte> box)
    {
        if (box.Length < NonceLength + TagLength)
        {
            throw new CryptographicException("The box is too short to be one.");
        }

        var plain = new byte[box.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(_key, TagLength);
        cipher.Decrypt(box[..NonceLength], box[NonceLength..^TagLength], box[^TagLength..], plain, Bind(number));
        var members = JsonSerializer.Deserialize<string?[]>(plain)!;
        CryptographicOperations.ZeroMemory(plain);
        return new RequestContent(members[0]!, members[1]!, members[2], members[3]!);
    }

    private static byte[] Bind(long number) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"request-1\0{number}"));
}
