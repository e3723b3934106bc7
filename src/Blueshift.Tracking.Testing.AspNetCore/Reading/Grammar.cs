using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>Knows the form of each single value of the wire contract.</summary>
internal static partial class Grammar
{
    public const string ActivityType = "one.blueshift.user-activity.v1";

    private const int LongestName = 256;
    private const int LongestEmail = 320;

    public static bool IsUuid(string text) => Uuid().IsMatch(text);

    /// <summary>Tells 16 bytes as base64url: 22 characters, of which the last carries two bits.</summary>
    public static bool IsSubject(string text) => Subject().IsMatch(text);

    public static bool IsSequence(string text) => Sequence().IsMatch(text);

    /// <summary>Tells a sequence, or the zeros before the first.</summary>
    public static bool IsNumber(string text) => Number().IsMatch(text);

    /// <summary>Tells 16 bytes in lower-case hex digits.</summary>
    public static bool IsDigest(string text) => Digest().IsMatch(text);

    public static bool IsSource(string text) => Source().IsMatch(text);

    public static bool IsInstance(string text) => Instance().IsMatch(text);

    public static bool IsStatus(string text) => text is "addition" or "removal";

    public static bool IsOrigin(string text) => text is "baseline" or "reconciled";

    public static bool IsName(string text) => IsPlain(text, LongestName);

    public static bool IsEmail(string text) => IsPlain(text, LongestEmail);

    public static bool IsDate(string text) => DateOf(text) is not null;

    public static DateTimeOffset? DateOf(string text) =>
        DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var date
        )
            ? date
            : null;

    /// <summary>Gets the client instance that a source claims to be of, whatever else is wrong with it.</summary>
    public static string? InstanceOf(string source) =>
        source.Split('/') is ["", "clients", var instance, ..] ? instance : null;

    private static bool IsPlain(string text, int longest)
    {
        var runes = text.EnumerateRunes().ToList();
        return runes.Count <= longest && !runes.Exists(Rune.IsControl);
    }

    [GeneratedRegex(@"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{21}[AQgw]\z", RegexOptions.None, 1000)]
    private static partial Regex Subject();

    [GeneratedRegex(@"\A(?!0{19})[0-9]{19}\z", RegexOptions.None, 1000)]
    private static partial Regex Sequence();

    [GeneratedRegex(@"\A[0-9]{19}\z", RegexOptions.None, 1000)]
    private static partial Regex Number();

    [GeneratedRegex(@"\A[0-9a-f]{32}\z", RegexOptions.None, 1000)]
    private static partial Regex Digest();

    [GeneratedRegex(
        @"\A/clients/[^/]+/(journals|outboxes)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Source();

    [GeneratedRegex(@"\A(?!.*\.\.)[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Instance();
}
