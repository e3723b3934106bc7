using System.Text;

namespace Blueshift.Tracking.Capture;

/// <summary>Brings a person's text within the limits of the wire contract. Never throws: a person's data is no fault of the host.</summary>
internal static class TextAdjuster
{
    public const int MaxNameScalars = 256;
    public const int MaxEmailScalars = 320;

    public static AdjustedText Name(string? text)
    {
        var (value, rules) = Cleaned(text);
        if (HasControl(value))
        {
            // A control character at either end becomes white space there, which goes too.
            value = string.Create(value.Length, value, static (span, source) => ReplaceControls(source, span)).Trim();
            rules |= TextRules.Control;
        }
        if (Scalars(value) > MaxNameScalars)
        {
            value = FirstScalars(value, MaxNameScalars).TrimEnd();
            rules |= TextRules.Cut;
        }
        return new AdjustedText(value, rules);
    }

    public static AdjustedText Email(string? text)
    {
        var (value, rules) = Cleaned(text);
        return HasControl(value) || Scalars(value) > MaxEmailScalars
            ? new AdjustedText("", rules | TextRules.Emptied)
            : new AdjustedText(value, rules);
    }

    /// <summary>Says whether anything of a user would be adjusted.</summary>
    public static bool Adjusts(TrackedUser user) =>
        (Name(user.FirstName).Rules | Name(user.LastName).Rules | Email(user.Email).Rules) != TextRules.None;

    private static (string Value, TextRules Rules) Cleaned(string? text)
    {
        var value = (text ?? "").Trim();
        var rules = value.Length == (text ?? "").Length ? TextRules.None : TextRules.Trimmed;
        var wellFormed = WellFormed(value);
        return ReferenceEquals(wellFormed, value) ? (value, rules) : (wellFormed, rules | TextRules.Surrogate);
    }

    private static string WellFormed(string text)
    {
        var first = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        for (var index = first; index >= 0 && index < text.Length; index++)
        {
            if (char.IsSurrogate(text[index]))
            {
                if (index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]))
                {
                    index++;
                    continue;
                }
                // Enumerating scalar values yields U+FFFD for each lone half.
                return string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
            }
        }
        return text;
    }

    // The characters for which char.IsControl holds.
    private static bool HasControl(string text) =>
        text.AsSpan().ContainsAnyInRange('\u0000', '\u001F') || text.AsSpan().ContainsAnyInRange('\u007F', '\u009F');

    private static void ReplaceControls(string source, Span<char> span)
    {
        for (var index = 0; index < source.Length; index++)
        {
            span[index] = char.IsControl(source[index]) ? ' ' : source[index];
        }
    }

    private static int Scalars(string text) =>
        text.Length <= MaxNameScalars ? text.Length : text.EnumerateRunes().Count();

    private static string FirstScalars(string text, int count)
    {
        var kept = new StringBuilder(count);
        foreach (var rune in text.EnumerateRunes().Take(count))
        {
            kept.Append(rune.ToString());
        }
        return kept.ToString();
    }
}
