using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace CentralEndpoint.Audit;

/// <summary>The newest entry of the chain at some time: its number and its link. Noted elsewhere it shows whether the chain was cut at its end.</summary>
internal sealed class AuditHead(long number, byte[] hash)
{
    public long Number { get; } = number;

    public byte[] Hash { get; } = hash;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AuditHead? head)
    {
        head = null;
        if (
            text.Split(':') is not [var digits, { Length: 2 * SHA256.HashSizeInBytes } hex]
            || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !hex.All(char.IsAsciiHexDigit)
        )
        {
            return false;
        }

        head = new AuditHead(number, Convert.FromHexString(hex));
        return true;
    }

    public bool Has(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(Hash, hash);

    /// <summary>Gives the number and the link in hexadecimal digits, such as <c>12:0f…</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Number}:{Convert.ToHexStringLower(Hash)}");
}
