using System.Buffers;
using System.Globalization;

namespace CentralEndpoint.Ingest;

/// <summary>The grammars of single values in the wire contract.</summary>
internal static class Grammar
{
    public const string SourcePrefix = "/clients/";

    private const int SubjectLength = 22;
    private const int SequenceLength = 19;
    private const int LongestName = 256;
    private const int LongestEmail = 320;
    private const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef-");
    private static readonly SearchValues<char> Base64Url = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    );

    public static bool IsUuid(string text) =>
        Guid.TryParseExact(text, "D", out _) && text.AsSpan().IndexOfAnyExcept(LowerHex) < 0;

    // 16 bytes fill 21 characters and two bits: the last character has only four forms.
    public static bool IsSubject(string text) =>
        text.Length == SubjectLength
        && text.AsSpan().IndexOfAnyExcept(Base64Url) < 0
        && text[^1] is 'A' or 'Q' or 'g' or 'w';

    // From 1: a buffer gives no activity the number 0.
    public static bool IsSequence(string text) => IsNumber(text) && text.Any(static digit => digit != '0');

    public static bool IsNumber(string text) => text.Length == SequenceLength && text.All(char.IsAsciiDigit);

    /// <summary>Tells the 32 lower-case hexadecimal digits of 16 bytes.</summary>
    public static bool IsDigest(string text) => text.Length == 32 && text.All(char.IsAsciiHexDigitLower);

    public static bool IsName(string text) => IsText(text, LongestName);

    public static bool IsEmail(string text) => IsText(text, LongestEmail);

    public static bool IsStatus(string text) => text is "addition" or "removal";

    public static bool IsOrigin(string text) => text is "baseline" or "reconciled";

    public static bool IsDate(string text) => TryDate(text, out _);

    public static bool TryDate(string text, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(
            text,
            DateFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out date
        );

    /// <summary>Tells <c>/clients/{instance}/journals/{uuid}</c> and <c>/clients/{instance}/outboxes/{uuid}</c>.</summary>
    public static bool IsSource(string text, string instance) =>
        text.Split('/') is ["", "clients", var client, "journals" or "outboxes", var id]
        && client == instance
        && IsUuid(id);

    private static bool IsText(string text, int longest) =>
        !text.Any(char.IsControl) && text.EnumerateRunes().Count() <= longest;
}
