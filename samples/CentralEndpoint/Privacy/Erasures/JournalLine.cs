using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>One line of the erasure journal: a user of an instance was erased, or their suppression lifted.</summary>
/// <param name="Act"><see cref="Erased"/> or <see cref="Lifted"/>.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Index">What tells the subject again, in hexadecimal digits.</param>
/// <param name="StandIn">Whom the activities are counted as.</param>
/// <param name="Time">When, in Unix milliseconds.</param>
internal sealed record JournalLine(string Act, string Instance, string Index, string StandIn, long Time)
{
    public const string Erased = "erased";
    public const string Lifted = "lifted";

    private const string SealStart = ",\"mac\":\"";
    private const string SealEnd = "\"}";

    /// <summary>Gives the line as it is written, sealed with HMAC-SHA-256 over what stands before the seal.</summary>
    public string ToText(byte[] key)
    {
        var content = JsonSerializer.Serialize(this, JsonSerializerOptions.Web)[..^1];
        return content + SealStart + Seal(content, key) + SealEnd;
    }

    /// <summary>Reads a line.</summary>
    /// <returns><see langword="null"/> where it is not as it was written.</returns>
    public static JournalLine? Read(string text, byte[] key)
    {
        var end = text.LastIndexOf(SealStart, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var content = text[..end];
        var expected = SealStart + Seal(content, key) + SealEnd;
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(text[end..]),
            Encoding.UTF8.GetBytes(expected)
        )
            ? JsonSerializer.Deserialize<JournalLine>(content + "}", JsonSerializerOptions.Web)
            : null;
    }

    private static string Seal(string content, byte[] key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(content)));
}
