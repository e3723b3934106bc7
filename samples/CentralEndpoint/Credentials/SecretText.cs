using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace CentralEndpoint.Credentials;

/// <summary>
/// The form of a secret that people copy: <c>&lt;prefix&gt;_&lt;id&gt;_&lt;secret&gt;_&lt;check&gt;</c>. It is read by length, because a
/// secret may hold an underscore; the check tells a mistyped one without looking it up.
/// </summary>
internal static class SecretText
{
    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private const int CheckLength = 8;

    /// <param name="prefix">What it begins with, without the underscore.</param>
    public static string Create(string prefix)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var body = $"{prefix}_{KeyId.Create()}_{secret}";
        return $"{body}_{CheckOf(body)}";
    }

    public static string IdOf(string prefix, string text) => text.Substring(prefix.Length + 1, KeyId.Length);

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.ASCII.GetBytes(text));

    public static bool IsWellFormed(string prefix, string text)
    {
        var secretStart = prefix.Length + 1 + KeyId.Length + 1;
        var checkStart = secretStart + SecretLength + 1;
        return text.Length == checkStart + CheckLength
            && text.StartsWith(prefix, StringComparison.Ordinal)
            && text[prefix.Length] == '_'
            && text[secretStart - 1] == '_'
            && text[checkStart - 1] == '_'
            && KeyId.IsValid(text.AsSpan(prefix.Length + 1, KeyId.Length))
            && text.AsSpan(secretStart, SecretLength).IndexOfAnyExcept(KeyAlphabets.Base64Url) < 0
            && text.AsSpan(checkStart).SequenceEqual(CheckOf(text[..(checkStart - 1)]));
    }

    private static string CheckOf(string body)
    {
        var crc = uint.MaxValue;
        foreach (var character in body)
        {
            crc = BitOperations.Crc32C(crc, (byte)character);
        }

        return (~crc).ToString("x8", CultureInfo.InvariantCulture);
    }
}
