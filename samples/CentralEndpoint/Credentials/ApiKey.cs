using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace CentralEndpoint.Credentials;

/// <summary>
/// An API key <c>bst1_&lt;key id&gt;_&lt;secret&gt;_&lt;check&gt;</c>. It is read by length, because a secret may hold an underscore.
/// </summary>
internal sealed class ApiKey
{
    private const string Prefix = "bst1_";
    private const int SecretLength = 43;
    private const int CheckLength = 8;
    private const int SecretStart = 5 + KeyId.Length + 1;
    private const int CheckStart = SecretStart + SecretLength + 1;
    private const int Length = CheckStart + CheckLength;
    private readonly string _text;

    private ApiKey(string text) => _text = text;

    public string Id => _text.Substring(Prefix.Length, KeyId.Length);

    public static ApiKey Create()
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var body = $"{Prefix}{KeyId.Create()}_{secret}";
        return new ApiKey($"{body}_{CheckOf(body)}");
    }

    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiKey? key)
    {
        key = text is not null && IsWellFormed(text) ? new ApiKey(text) : null;
        return key is not null;
    }

    /// <summary>Gives the whole key, to be shown once and kept nowhere.</summary>
    public string Reveal() => _text;

    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(_text));

    private static bool IsWellFormed(string text) =>
        text.Length == Length
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text[SecretStart - 1] == '_'
        && text[CheckStart - 1] == '_'
        && KeyId.IsValid(text.AsSpan(Prefix.Length, KeyId.Length))
        && text.AsSpan(SecretStart, SecretLength).IndexOfAnyExcept(KeyAlphabets.Base64Url) < 0
        && text.AsSpan(CheckStart).SequenceEqual(CheckOf(text[..(CheckStart - 1)]));

    private static string CheckOf(string body)
    {
        var crc = uint.MaxValue;
        foreach (var character in body)
        {
            crc = BitOperations.Crc32C(crc, (byte)character);
        }

        return (~crc).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
