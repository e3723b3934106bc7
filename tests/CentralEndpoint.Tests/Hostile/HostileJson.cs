using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>What JSON parsers, and those who use them, are known to stumble over.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same bodies.")]
internal static class HostileJson
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "0",
        "-0",
        "-1",
        "1.0",
        "1e2",
        "1e999999999",
        "-1e-999999999",
        new('9', 400),
        "\"9999999999999999999\"",
        "\"0000000000000000000\"",
        "\"\"",
        "\" \"",
        "\"\\u0000\"",
        "\"a\\u0000b\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"\\u202e\"",
        "\"\\uFEFF\"",
        "\"9999-12-31T23:59:59.999Z\"",
        "\"0001-01-01T00:00:00.000Z\"",
        "\"" + new string('x', 17_000) + "\"",
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "{\"id\":{\"id\":{}}}",
        Nested('[', ']', 64),
        Nested('[', ']', 20_000),
        string.Concat(Enumerable.Repeat("{\"a\":", 2_000)) + "0" + new string('}', 2_000),
    ];

    private static readonly string[] NoValues =
    [
        new('[', 50_000),
        "",
        "NaN",
        "-",
        "+1",
        ".5",
        "01",
        "1.",
        "0x1",
        "nul",
        "undefined",
        "'x'",
        "\"\\x\"",
        "\"\\u12\"",
        "\"",
        "\"\u0000\"",
        "\"\n\"",
    ];

    private static readonly string[] Names =
    [
        "\"\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"__proto__\"",
        "\"ID\"",
        "\"id \"",
        "\"id\"",
        "\"\\u0069d\"",
        "\"data\"",
        "\"source\"",
        "\"clientInstanceId\"",
        "\"traceparent\"",
        "\"" + new string('n', 300) + "\"",
        "id",
        "1",
    ];

    private static readonly string[] Splices =
    [
        ",",
        ":",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\\",
        ",{}",
        ",null",
        "/* c */",
        "// c\n",
        "# c\n",
        "\u0000",
        "\t\r\n ",
        "\u00A0",
        "\uFEFF",
        "][",
        "[]",
    ];

    private static readonly byte[][] NoText =
    [
        [0],
        [0xFF],
        [0xC0, 0x80],
        [0xC3],
        [0xE2, 0x82],
        [0xED, 0xA0, 0x80],
        [0xF4, 0x90, 0x80, 0x80],
        [0xF8, 0x88, 0x80, 0x80, 0x80],
        [0xEF, 0xBB, 0xBF],
        [0xFE, 0xFF],
    ];

    public static byte[] Value(Random random)
    {
        // Mostly what a parser takes, so that what comes behind it is put to the test as well.
        var values = random.Next(5) == 0 ? NoValues : Values;
        return Utf8(values[random.Next(values.Length)]);
    }

    public static byte[] Name(Random random) => Utf8(Names[random.Next(Names.Length)]);

    public static byte[] Splice(Random random) => Utf8(Splices[random.Next(Splices.Length)]);

    /// <summary>Gives bytes that are no UTF-8, or not where they are.</summary>
    public static byte[] Bytes(Random random) => NoText[random.Next(NoText.Length)];

    /// <summary>Spells a quoted name in another way: <c>"id"</c> becomes <c>"\u0069d"</c>.</summary>
    public static byte[] Respelt(ReadOnlySpan<byte> name) => [(byte)'"', .. Utf8($"\\u{name[1]:x4}"), .. name[2..]];

    public static string Nested(char open, char close, int levels) =>
        new string(open, levels) + new string(close, levels);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
