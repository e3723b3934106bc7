using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Blueshift.Tracking.Conformance.Support;

/// <summary>
/// Signs tokens in the name of one client instance. It writes each by hand, so that it can write wrong ones too. Not a record: what prints
/// it must not print the key.
/// </summary>
internal sealed class TokenSigner(ECDsa key, string keyId, string instance, string audience)
{
    public ECDsa Key { get; } = key;

    public string KeyId { get; } = keyId;

    public string Instance { get; } = instance;

    /// <summary>Gets the endpoint's base address without a slash at its end.</summary>
    public string Audience { get; } = audience;

    public JsonObject Header() =>
        new()
        {
            ["alg"] = "ES256",
            ["kid"] = KeyId,
            ["typ"] = "JWT",
        };

    public JsonObject Claims(DateTimeOffset now) =>
        new()
        {
            ["iss"] = Instance,
            ["sub"] = Instance,
            ["aud"] = Audience,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.ToUnixTimeSeconds() + 300,
            ["jti"] = "5f0c6a1e9b3d47c28e11f00d2a4b6c8d",
        };

    /// <summary>Makes a good token, changed as asked for before it is signed.</summary>
    public string Sign(
        DateTimeOffset now,
        Action<JsonObject>? changeClaims = null,
        Action<JsonObject>? changeHeader = null
    )
    {
        var (header, claims) = (Header(), Claims(now));
        changeHeader?.Invoke(header);
        changeClaims?.Invoke(claims);
        return Sign(header.ToJsonString(), claims.ToJsonString());
    }

    public string Sign(string header, string claims) => Compact(header, claims, SignatureOf);

    /// <summary>Signs as ES256 does: SHA-256, and r and s of 32 bytes each.</summary>
    public byte[] SignatureOf(byte[] content) => Key.SignData(content, HashAlgorithmName.SHA256);

    public static string Compact(string header, string claims, Func<byte[], byte[]> sign)
    {
        var content = $"{Encode(header)}.{Encode(claims)}";
        return $"{content}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
