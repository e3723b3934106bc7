using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CentralEndpoint.Storage;

/// <summary>
/// Seals a person with AES-256-GCM under a key derived from the master key. Layout: nonce (12), ciphertext, tag (16).
/// The instance and the activity id are authenticated with it, so that a row moved elsewhere does not open.
/// </summary>
internal sealed class ProfileSealer(MasterKey key)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _key = key.Derive("profile", MasterKey.Length);

    private readonly byte[] _indexKey = key.Derive("email-index", MasterKey.Length);

    /// <summary>Gets whether this machine can tell that two texts are the same in another composition.</summary>
    public static bool CanCompose => "e\u0308".Normalize(NormalizationForm.FormC) == "\u00EB";

    public string KeyId { get; } = key.Id;

    /// <summary>
    /// Gives what finds a person by the address without holding it: HMAC-SHA-256 over the trimmed address in Unicode's composed form
    /// and lower case. Whoever has the key can try addresses, so it is as personal as the box.
    /// </summary>
    /// <returns><see langword="null"/> where there is no address.</returns>
    public byte[]? Index(string email)
    {
        var address = email.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
        return address.Length == 0 ? null : HMACSHA256.HashData(_indexKey, Encoding.UTF8.GetBytes(address));
    }

    public byte[] Seal(string instance, string activityId, Profile profile)
    {
        string[] members = [profile.FirstName, profile.LastName, profile.Email];
        var plain = JsonSerializer.SerializeToUtf8Bytes(members);
        var box = new byte[NonceLength + plain.Length + TagLength];
        var nonce = box.AsSpan(0, NonceLength);
        // Random nonces are safe for 2^32 profiles under one key (SP 800-38D, 8.3).
        RandomNumberGenerator.Fill(nonce);
        // One cipher a call, because a cipher must not be shared between threads.
        using var cipher = new AesGcm(_key, TagLength);
        cipher.Encrypt(
            nonce,
            plain,
            box.AsSpan(NonceLength, plain.Length),
            box.AsSpan(^TagLength..),
            Bind(instance, activityId)
        );
        CryptographicOperations.ZeroMemory(plain);
        return box;
    }

    /// <exception cref="CryptographicException">The box was changed, moved or sealed under another key.</exception>
    public Profile Open(string instance, string activityId, ReadOnlySpan<byte> box)
    {
        var plain = new byte[box.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(_key, TagLength);
        cipher.Decrypt(
            box[..NonceLength],
            box[NonceLength..^TagLength],
            box[^TagLength..],
            plain,
            Bind(instance, activityId)
        );
        var members = JsonSerializer.Deserialize<string[]>(plain)!;
        CryptographicOperations.ZeroMemory(plain);
        return new Profile(members[0], members[1], members[2]);
    }

    private static byte[] Bind(string instance, string activityId) =>
        Encoding.UTF8.GetBytes($"profile-1\0{instance}\0{activityId}");
}
