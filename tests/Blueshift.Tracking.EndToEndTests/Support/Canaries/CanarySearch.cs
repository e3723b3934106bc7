using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Searches whatever comes out of a program for every mark in every form. Safe for several threads.</summary>
internal sealed class CanarySearch
{
    private const int MostInflated = 1024 * 1024;
    private static readonly byte[] GzipMagic = [0x1F, 0x8B, 0x08];

    private static readonly List<(string Member, string Form, string Text, StringComparison Comparison)> Forms =
    [
        .. Canary.Marks.SelectMany(mark =>
            CanaryForms
                .Folded(mark.Value)
                .Select(form => (mark.Key, form.Form, form.Text, StringComparison.OrdinalIgnoreCase))
                .Concat(
                    CanaryForms
                        .Exact(mark.Value)
                        .Select(form => (mark.Key, form.Form, form.Text, StringComparison.Ordinal))
                )
        ),
    ];
    private static readonly SearchValues<string> Folded = Values(StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> Exact = Values(StringComparison.Ordinal);

    private readonly ConcurrentDictionary<string, int> _hits = [];
    private readonly ConcurrentDictionary<string, long> _searched = [];

    /// <summary>Gets what was found where: the kind of output, which of it, whose value, in which form. No value.</summary>
    public IReadOnlyList<string> Hits => [.. _hits.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Gets how many outputs of each kind were searched.</summary>
    public IReadOnlyDictionary<string, long> Searched => _searched;

    /// <param name="kind">What kind of output it is.</param>
    /// <param name="which">Which of that kind.</param>
    /// <param name="text">The output.</param>
    public void Text(string kind, string which, string? text)
    {
        _searched.AddOrUpdate(kind, 1, (_, count) => count + 1);
        if (text is { Length: > 0 })
        {
            Look($"{kind}, {which}", text);
        }
    }

    /// <param name="kind">What kind of output it is.</param>
    /// <param name="which">Which of that kind.</param>
    /// <param name="bytes">The output, of which gzip streams are also searched inflated.</param>
    public void Bytes(string kind, string which, ReadOnlyMemory<byte> bytes)
    {
        Text(kind, which, Encoding.Latin1.GetString(bytes.Span));
        for (var start = 0; bytes.Span[start..].IndexOf(GzipMagic) is >= 0 and var at; start += at + 1)
        {
            Text(kind, which + " (inflated)", Inflated(bytes[(start + at)..]));
        }
    }

    private void Look(string place, ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny(Folded) < 0 && text.IndexOfAny(Exact) < 0)
        {
            return;
        }
        foreach (var (member, form, wanted, comparison) in Forms)
        {
            if (text.Contains(wanted, comparison))
            {
                _hits.AddOrUpdate($"{place}: {member} in {form}", 1, (_, count) => count + 1);
            }
        }
    }

    // As far as it goes: what was cut off is still something of a person.
    private static string Inflated(ReadOnlyMemory<byte> bytes)
    {
        using var gzip = new GZipStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
        var inflated = new byte[MostInflated];
        var length = 0;
        try
        {
            for (int read; (read = gzip.Read(inflated, length, inflated.Length - length)) > 0; length += read) { }
        }
        catch (InvalidDataException)
        {
            // It was none, or it is cut off.
        }
        return Encoding.Latin1.GetString(inflated, 0, length);
    }

    private static SearchValues<string> Values(StringComparison comparison) =>
        SearchValues.Create(
            [.. Forms.Where(form => form.Comparison == comparison).Select(form => form.Text).Distinct()],
            comparison
        );
}
