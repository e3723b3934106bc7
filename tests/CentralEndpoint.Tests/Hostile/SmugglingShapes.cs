using CentralEndpoint.Tests.Support;
using static CentralEndpoint.Tests.Support.RawRequest;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>The ways that are known.</summary>
internal static class SmugglingShapes
{
    private const string Line = $"POST {Activities} HTTP/1.1";

    /// <summary>Gets those whose end is in doubt. A good request follows each.</summary>
    public static IReadOnlyDictionary<string, SmugglingShape> Doubtful { get; } =
        new Dictionary<string, SmugglingShape>(StringComparer.Ordinal)
        {
            ["two lengths"] = Of(static h => ["Content-Length: 2", $"Content-Length: {h.Length + 2}"]),
            ["two lengths that agree"] = Of(static _ => ["Content-Length: 2", "Content-Length: 2"]),
            ["a list of lengths"] = Of(static _ => ["Content-Length: 2, 2"]),
            ["a negative length"] = Of(static _ => ["Content-Length: -2"]),
            ["a hexadecimal length"] = Of(static _ => ["Content-Length: 0x2"]),
            ["a length of two words"] = Of(static _ => ["Content-Length: 2 2"]),
            ["no length but its header"] = Of(static _ => ["Content-Length:"]),
            ["a length beyond 64 bits"] = Of(static _ => ["Content-Length: 18446744073709551618"]),
            ["another final coding"] = Of(static _ => ["Transfer-Encoding: chunked, identity"]),
            ["identity"] = Of(static _ => ["Transfer-Encoding: identity"]),
            ["a coding that is none"] = Of(static _ => ["Transfer-Encoding: xchunked"]),
            ["a coding in quotes"] = Of(static _ => ["Transfer-Encoding: \"chunked\""]),
            ["a coding behind a control character"] = Of(static _ => ["Transfer-Encoding: \vchunked"]),
            ["a space before the colon"] = Of(static _ => ["Content-Length : 2"]),
            ["a space before the colon of the coding"] = Of(static _ => ["Transfer-Encoding : chunked"]),
            ["a tab before the colon"] = Of(static _ => ["Content-Length\t: 2"]),
            ["a folded header"] = Of(static _ => ["X-Folded: a\r\n Transfer-Encoding: chunked"]),
            ["a folded length"] = Of(static _ => ["Content-Length:\r\n 2"]),
            ["a header that begins with a space"] = new(
                static (s, _) => HeadOf(Line, " Host: localhost", Bearer(s), BatchType, "Content-Length: 2") + "[]"
            ),
            ["a NUL in a name"] = Of(static _ => ["X\0: 1", "Content-Length: 2"]),
            ["a NUL in a value"] = Of(static _ => ["X: a\0b", "Content-Length: 2"]),
            ["a bare CR in a value"] = Of(static _ => ["X: a\rContent-Length: 2"]),
            ["a bare LF in a value"] = Of(static _ => ["X: a\nContent-Length: 2", "Content-Length: 3"]),
            ["a header without a colon"] = Of(static _ => ["Nonsense", "Content-Length: 2"]),
            ["a header without a name"] = Of(static _ => [": 1", "Content-Length: 2"]),
            ["no host"] = new(static (s, _) => HeadOf(Line, Bearer(s), BatchType, "Content-Length: 2") + "[]"),
            ["two hosts"] = Of(static _ => ["Host: elsewhere.example", "Content-Length: 2"]),
            ["a host with a path"] = new(
                static (s, _) => HeadOf(Line, "Host: localhost/x", Bearer(s), BatchType, "Content-Length: 2") + "[]"
            ),
            ["the target of another host"] = new(
                static (s, _) => Target(s, "https://elsewhere.example/v1/activities") + "[]"
            ),
            ["a target with a user"] = new(
                static (s, _) => Target(s, "https://localhost@elsewhere.example/v1/activities") + "[]"
            ),
            ["a target with a space"] = new(static (s, _) => Target(s, "/v1/activities HTTP/1.1 /x") + "[]"),
            ["a target with a NUL"] = new(static (s, _) => Target(s, "/v1/activities\0") + "[]"),
            ["a version that is none"] = new(
                static (s, _) => HeadOf($"POST {Activities} HTTP/1.x", "Host: localhost") + "[]"
            ),
            ["a request line of 9 KiB"] = new(
                static (s, _) => Target(s, "/v1/activities?" + new string('a', 9_000)) + "[]"
            ),
            ["headers of 40 KiB"] = Of(static _ => ["X: " + new string('a', 40_000), "Content-Length: 2"]),
            ["two hundred headers"] = Of(static _ =>
                [.. Enumerable.Range(0, 200).Select(static number => $"X-{number}: 1"), "Content-Length: 2"]
            ),
            ["a chunk size that is none"] = Chunks("zz\r\n[]\r\n"),
            ["no chunk size"] = Chunks("\r\n[]\r\n"),
            ["a negative chunk size"] = Chunks("-2\r\n[]\r\n"),
            ["a chunk size with a prefix"] = Chunks("0x2\r\n[]\r\n"),
            ["a chunk size after a space"] = Chunks(" 2\r\n[]\r\n"),
            ["a chunk size of 32 bits"] = Chunks("100000002\r\n[]\r\n"),
            ["a chunk size of 64 bits"] = Chunks("10000000000000002\r\n[]\r\n"),
            ["a chunk size that turns negative"] = Chunks("FFFFFFFF\r\n[]\r\n"),
            ["the largest chunk size"] = Chunks("7FFFFFFFFFFFFFFF\r\n[]\r\n"),
            ["a chunk longer than its size"] = Chunks("1\r\n[]\r\n"),
            ["a chunk size ended by a bare LF"] = Chunks("2\n[]\r\n"),
            ["a chunk size ended by a bare CR"] = Chunks("2\r[]\r\n"),
            ["an extension ended by a bare LF"] = Chunks("2;a\n[]\r\n"),
            ["an extension with a bare CR"] = Chunks("2;a\rb\r\n[]\r\n"),
            ["a chunk ended by a bare LF"] = Chunks("2\r\n[]\n"),
            ["an extension of 2 MiB"] = Chunks("2;" + new string('a', 2 * 1024 * 1024) + "\r\n[]\r\n"),
            ["trailers of 2 MiB"] = new(
                static (s, _) =>
                    Head(s, Chunked)
                    + Chunk("[]")
                    + "0\r\n"
                    + string.Concat(Enumerable.Repeat("X: " + new string('a', 1_000) + "\r\n", 2_000))
                    + "\r\n"
            ),
        };

    /// <summary>Gets those that are refused for another reason, with a good request in their body.</summary>
    public static IReadOnlyDictionary<string, SmugglingShape> Answered { get; } =
        new Dictionary<string, SmugglingShape>(StringComparer.Ordinal)
        {
            ["a body that is no batch"] = new(Post),
            ["a batch before it"] = new(static (s, h) => Post(s, "[]\r\n" + h)),
            ["no credential"] = new(static (_, h) => HeadOf(Line, "Host: localhost", BatchType, Length(h)) + h),
            ["no credential, chunked"] = new(
                static (_, h) => HeadOf(Line, "Host: localhost", BatchType, Chunked) + Chunk(h) + LastChunk
            ),
            ["another media type"] = new(
                static (s, h) => HeadOf(Line, "Host: localhost", Bearer(s), "Content-Type: text/plain", Length(h)) + h
            ),
            ["another coding"] = new(static (s, h) => Head(s, "Content-Encoding: br", Length(h)) + h),
            ["no gzip"] = new(static (s, h) => Head(s, "Content-Encoding: gzip", Length(h)) + h),
            ["another path"] = new(static (s, h) => Other(s, "POST /v1/nothing", h)),
            ["another method"] = new(static (s, h) => Other(s, $"GET {Activities}", h)),
            ["a method that is none"] = new(static (s, h) => Other(s, $"NONSENSE {Activities}", h)),
            ["more than fits"] = new(static (s, h) => Post(s, new string(' ', 300_000) + h)),
            ["an expectation"] = new(static (s, h) => Head(s, "Expect: 200-ok", Length(h)) + h),
            ["an upgrade"] = new(static (s, h) => Head(s, "Connection: Upgrade", "Upgrade: h2c", Length(h)) + h),
            ["another method by header"] = new(
                static (s, h) => Head(s, "X-HTTP-Method-Override: GET", "X-Original-URL: /v1/heartbeat", Length(h)) + h
            ),
        };

    private static SmugglingShape Of(Func<string, string[]> headers) =>
        new((sender, hidden) => Head(sender, headers(hidden)) + "[]");

    private static SmugglingShape Chunks(string chunk) => new((sender, _) => Head(sender, Chunked) + chunk + LastChunk);

    private static string Target(Sender sender, string target) =>
        HeadOf($"POST {target} HTTP/1.1", "Host: localhost", Bearer(sender), BatchType, "Content-Length: 2");

    private static string Other(Sender sender, string start, string body) =>
        HeadOf($"{start} HTTP/1.1", "Host: localhost", Bearer(sender), BatchType, Length(body)) + body;
}
