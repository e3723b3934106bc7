using System.Text;

namespace TenantApp.Tests.Support;

/// <summary>Looks for a value in bytes in every form in which it could travel, in any case of its letters.</summary>
internal static class Leak
{
    public static bool IsIn(ReadOnlySpan<byte> bytes, string value)
    {
        var folded = Fold(bytes);
        foreach (var form in TextForms(value))
        {
            if (
                folded.AsSpan().IndexOf(Fold(Encoding.UTF8.GetBytes(form))) >= 0
                || folded.AsSpan().IndexOf(Fold(Encoding.Unicode.GetBytes(form))) >= 0
                || folded.AsSpan().IndexOf(Fold(Encoding.BigEndianUnicode.GetBytes(form))) >= 0
            )
            {
                return true;
            }
        }
        foreach (var form in Base64Forms(value))
        {
            if (bytes.IndexOf(Encoding.ASCII.GetBytes(form)) >= 0)
            {
                return true;
            }
        }
        return false;
    }

    private static IEnumerable<string> TextForms(string value) => [value, Uri.EscapeDataString(value)];

    // Base64 depends on where in a group of three bytes the value begins, and its last character on what follows.
    private static IEnumerable<string> Base64Forms(string value)
    {
        string[] cases = [value, value.ToUpperInvariant(), value.ToLowerInvariant()];
        Encoding[] encodings = [Encoding.UTF8, Encoding.Unicode];
        foreach (var bytes in cases.SelectMany(text => encodings.Select(encoding => encoding.GetBytes(text))))
        {
            for (var skipped = 0; skipped < 3; skipped++)
            {
                var whole = (bytes.Length - skipped) / 3 * 3;
                var text = Convert.ToBase64String(bytes, skipped, whole);
                yield return text;
                yield return text.Replace('+', '-').Replace('/', '_');
            }
        }
    }

    private static byte[] Fold(ReadOnlySpan<byte> bytes)
    {
        var folded = bytes.ToArray();
        for (var i = 0; i < folded.Length; i++)
        {
            folded[i] = folded[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(folded[i] | 0x20) : folded[i];
        }
        return folded;
    }
}
