using System.Text;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>
/// Writes a mark in every form in which a value may come out of a program. Bytes are written as the characters of Latin-1, so that texts
/// and bytes are searched alike.
/// </summary>
internal static class CanaryForms
{
    private const int Group = 3;

    /// <summary>Gets the forms in which the case of a letter says nothing.</summary>
    public static IEnumerable<(string Form, string Text)> Folded(string mark)
    {
        yield return ("UTF-8", mark);
        // Without a zero at either end it is both byte orders.
        yield return ("UTF-16", string.Join('\0', mark.AsEnumerable()));
        yield return ("UTF-32", string.Join("\0\0\0", mark.AsEnumerable()));
        yield return ("percent", Each(mark, value => $"%{value:x2}"));
        yield return ("\\u", Each(mark, value => $"\\u{value:x4}"));
        yield return ("\\x", Each(mark, value => $"\\x{value:x2}"));
        yield return ("HTML hexadecimal", Each(mark, value => $"&#x{value:x2};"));
        yield return ("HTML decimal", Each(mark, value => $"&#{value};"));
        yield return ("quoted-printable", Each(mark, value => $"={value:x2}"));
        foreach (
            var (name, between) in new[]
            {
                ("", ""),
                (" with dashes", "-"),
                (" with spaces", " "),
                (" with colons", ":"),
            }
        )
        {
            yield return ("hexadecimal" + name, string.Join(between, mark.Select(letter => $"{(int)letter:x2}")));
        }
        yield return ("hexadecimal of UTF-16", string.Join("00", mark.Select(letter => $"{(int)letter:x2}")));
        yield return ("hexadecimal with 0x", string.Join(",", mark.Select(letter => $"0x{(int)letter:x2}")));
        yield return (
            "hexadecimal with 0x and spaces",
            string.Join(", ", mark.Select(letter => $"0x{(int)letter:x2}"))
        );
        yield return ("numbers", string.Join(",", mark.Select(letter => (int)letter)));
        yield return ("numbers with spaces", string.Join(", ", mark.Select(letter => (int)letter)));
        yield return ("reversed", new string([.. mark.Reverse()]));
    }

    /// <summary>Gets the forms in which the case of a letter counts.</summary>
    public static IEnumerable<(string Form, string Text)> Exact(string mark) =>
        Base64("base64", Encoding.UTF8.GetBytes(mark))
            .Concat(Base64("base64 of UTF-16", Encoding.Unicode.GetBytes(mark)[..^1]))
            .Distinct();

    // What stands before the mark decides how its bytes fall into groups of three. Only whole groups look the same each time.
    private static IEnumerable<(string Form, string Text)> Base64(string form, byte[] bytes)
    {
        for (var skipped = 0; skipped < Group; skipped++)
        {
            var groups = bytes.AsSpan(skipped, (bytes.Length - skipped) / Group * Group);
            var text = Convert.ToBase64String(groups);
            yield return (form, text);
            yield return (form, text.Replace('+', '-').Replace('/', '_'));
        }
    }

    private static string Each(string mark, Func<int, string> write) =>
        string.Concat(mark.Select(letter => write(letter)));
}
