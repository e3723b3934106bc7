using System.Globalization;
using System.Numerics;
using System.Text;

namespace Blueshift.Tracking.Transport.Credentials;

/// <summary>
/// Reads an API key <c>bst1_&lt;key id&gt;_&lt;secret&gt;_&lt;check&gt;</c> by length, because a secret may hold an underscore.
/// The check digits are CRC-32C of all before them without their underscore, so that a typing error is found on this side.
/// </summary>
internal sealed class ApiKey : IEquatable<ApiKey>
{
    private const string Prefix = "bst1_";
    private const int KeyIdLength = 8;
    private const int SecretLength = 43;
    private const int CheckLength = 8;
    private const int CheckStart = 5 + KeyIdLength + 1 + SecretLength + 1;
    private const int Length = CheckStart + CheckLength;

    private ApiKey(string value) => Value = value;

    /// <summary>Gets the whole key, as it is sent. Never logged.</summary>
    public string Value { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="text">The text; white space around it is ignored, because files end in a line feed.</param>
    /// <param name="fault">What is wrong with it and what to do, without any part of it; empty when nothing is.</param>
    /// <returns>The key, or <see langword="null"/> when something is wrong.</returns>
    public static ApiKey? Parse(string text, out string fault)
    {
        var key = text.Trim();
        fault = Fault(key);
        return fault.Length == 0 ? new ApiKey(key) : null;
    }

    public bool Equals(ApiKey? other) => other?.Value == Value;

    public override bool Equals(object? obj) => Equals(obj as ApiKey);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Value);

    private static string Fault(string key)
    {
        if (!key.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return $"does not begin with {Prefix}, so it is not an API key of the central endpoint. "
                + "Copy the whole key from your vendor.";
        }
        if (key.Length != Length)
        {
            return $"has {key.Length} characters, but an API key has {Length}. Copy the whole key again.";
        }
        if (key[CheckStart - 1] != '_' || key[Prefix.Length + KeyIdLength] != '_')
        {
            return "does not have the form bst1_<key id>_<secret>_<check>. Copy it again.";
        }
        return key[CheckStart..] == Check(key.AsSpan(0, CheckStart - 1))
            ? ""
            : "check digits differ, so a character is wrong or missing. Copy it again.";
    }

    private static string Check(ReadOnlySpan<char> text)
    {
        var crc = uint.MaxValue;
        foreach (var value in Encoding.UTF8.GetBytes(text.ToArray()))
        {
            crc = BitOperations.Crc32C(crc, value);
        }
        return (~crc).ToString("x8", CultureInfo.InvariantCulture);
    }
}
