using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>The search finds what .NET's own encoders make of a value, wherever it stands, and nothing where nothing is.</summary>
[TestClass]
public sealed class CanarySearchTests
{
    private static readonly TrackedUser User = Canary.User(7);
    private static readonly byte[] Utf8 = Encoding.UTF8.GetBytes(User.Email!);
    private static readonly byte[] Utf16 = Encoding.Unicode.GetBytes(User.Email!);

    public static IEnumerable<(string Form, string Text)> Texts =>
        [
            ("UTF-8", User.Email!),
            ("UTF-8", User.Email!.ToUpperInvariant()),
            ("percent", string.Concat(Utf8.Select(value => Uri.HexEscape((char)value)))),
            ("\\u", JavaScriptEncoder.Create().Encode(User.Email!)),
            ("HTML hexadecimal", HtmlEncoder.Create().Encode(User.Email!)),
            ("HTML decimal", string.Concat(User.Email!.Select(letter => $"&#{(int)letter};"))),
            ("hexadecimal", Convert.ToHexString(Utf8)),
            ("hexadecimal", Convert.ToHexStringLower(Utf8)),
            ("hexadecimal with dashes", BitConverter.ToString(Utf8)),
            ("hexadecimal of UTF-16", Convert.ToHexString(Utf16)),
            ("hexadecimal with 0x", string.Join(",", Utf8.Select(value => $"0x{value:X2}"))),
            ("numbers", string.Join(",", Utf8)),
            ("numbers with spaces", string.Join(", ", Utf8)),
            ("reversed", new string([.. User.Email!.Reverse()])),
            .. Shifted(Utf8).Select(bytes => ("base64", Convert.ToBase64String(bytes))),
            .. Shifted(Utf8).Select(bytes => ("base64", Base64Url.EncodeToString(bytes))),
            .. Shifted(Utf16).Select(bytes => ("base64 of UTF-16", Convert.ToBase64String(bytes))),
        ];

    public static IEnumerable<(string Form, byte[] Bytes)> Binaries =>
        [
            ("UTF-8", Utf8),
            ("UTF-16", Utf16),
            ("UTF-16", Encoding.BigEndianUnicode.GetBytes(User.Email!)),
            ("UTF-32", Encoding.UTF32.GetBytes(User.Email!)),
            ("UTF-8", Gzip(Utf8)),
            ("UTF-8", Gzip(Utf8)[..^8]),
        ];

    [TestMethod]
    [DynamicData(nameof(Texts))]
    public void A_value_within_a_text_is_found_in_every_form(string form, string text)
    {
        var search = new CanarySearch();

        search.Text("log", "1020", $"before {text} after");

        Assert.Contains($"log, 1020: email in {form}", search.Hits);
    }

    [TestMethod]
    [DynamicData(nameof(Binaries))]
    public void A_value_within_bytes_is_found_in_every_form(string form, byte[] bytes)
    {
        var search = new CanarySearch();

        search.Bytes("file", "1.seg", (byte[])[0, 1, 2, .. bytes, 0xFF, 0]);

        Assert.Contains(hit => hit.StartsWith("file, 1.seg") && hit.EndsWith($": email in {form}"), search.Hits);
    }

    [TestMethod]
    [DataRow(nameof(TrackedUser.Key), "key")]
    [DataRow(nameof(TrackedUser.FirstName), "firstName")]
    [DataRow(nameof(TrackedUser.LastName), "lastName")]
    [DataRow(nameof(TrackedUser.Email), "email")]
    public void Each_value_is_found_by_its_beginning_as_by_its_end(string property, string member)
    {
        var value = (string)typeof(TrackedUser).GetProperty(property)!.GetValue(User)!;
        var half = Canary.Marks[member].Length + 1;
        foreach (var part in new[] { value[..half], value[half..] })
        {
            var search = new CanarySearch();
            search.Text("log", "1020", part);
            Assert.Contains(hit => hit.StartsWith($"log, 1020: {member}"), search.Hits);
        }
    }

    [TestMethod]
    public void The_secret_is_found()
    {
        var search = new CanarySearch();

        search.Text("log", "1020", $"Bearer {Canary.ApiKey}");

        Assert.AreEqual("log, 1020: API key in UTF-8", Assert.ContainsSingle(search.Hits));
    }

    [TestMethod]
    [SuppressMessage("Security", "CA5394", Justification = "The same noise each time.")]
    public void In_noise_nothing_is_found_and_a_mark_that_is_a_letter_short_is_none()
    {
        var noise = new byte[4 * 1024 * 1024];
        new Random(20264).NextBytes(noise);
        var search = new CanarySearch();

        search.Bytes("file", "noise", noise);
        search.Text("log", "base64", Convert.ToBase64String(noise));
        search.Text("log", "hexadecimal", Convert.ToHexString(noise));
        foreach (var mark in Canary.Marks.Values)
        {
            search.Text("log", "short", mark[1..] + " " + mark[..^1]);
        }

        Assert.IsEmpty(search.Hits);
        Assert.AreEqual(2 + Canary.Marks.Count, search.Searched["log"]);
    }

    // At each of the three places at which it can stand in a group of base64.
    private static IEnumerable<byte[]> Shifted(byte[] bytes) =>
        Enumerable.Range(0, 3).Select(shift => (byte[])[.. new byte[shift], .. bytes]);

    private static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }
        return compressed.ToArray();
    }
}
