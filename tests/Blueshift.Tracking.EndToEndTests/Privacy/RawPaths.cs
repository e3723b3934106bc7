using System.IO.Compression;
using System.Text;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>Everybody is met first by bytes that are no answer in HTTP, or not one that may be taken.</summary>
internal static class RawPaths
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    public static IEnumerable<CanaryPath> All =>
        [
            Path("headers without end", (stream, _, token) => FloodAsync(stream, "X-Header: some\r\n", token)),
            Path("a body without end", (stream, _, token) => FloodAsync(stream, "\r\nsome", token)),
            Path("a gzip bomb", BombAsync),
            Sent("a wrong length", TooShort),
            Sent("broken chunks", _ => $"{Head}Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
            Sent("a length and chunks", _ => $"{Head}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            Sent("two lengths", _ => $"{Head}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd"),
            Sent("no HTTP", _ => "SSH-2.0-OpenSSH_9.9\r\n"),
            Sent("the request repeated as an answer", request => request),
            Sent("the request repeated as a body", request => RawPeer.Whole("200 OK", "text/html", request)),
            Sent(
                "a reason phrase that names somebody",
                _ => RawPeer.Whole($"500 {Canary.Marks["email"]}", "text/plain", "")
            ),
            Sent("headers that name somebody", _ => $"{Head}{Canary.Marks["email"]}: {Canary.Marks["key"]}\r\n\r\n"),
            Sent("a header that is none", _ => $"{Head}some header\r\n\r\n"),
            // What begins like a literal and is none: the framework would repeat it.
            Sent("verdicts with a literal that names somebody", _ => Misspelt("200 OK", "application/json")),
            Sent("a problem with a literal that names somebody", _ => Misspelt("400 No", "application/problem+json")),
            Sent(
                "a media type that names somebody",
                _ => RawPeer.Whole("500 Fault", $"application/{Canary.Marks["firstName"]}", "")
            ),
        ];

    private static CanaryPath Sent(string name, Func<string, string> answer) =>
        Path(name, (stream, request, token) => SendAsync(stream, answer(request), token));

    private static CanaryPath Path(string name, Func<Stream, string, CancellationToken, Task> answerAsync) =>
        new(
            name,
            async run =>
            {
                var peer = run.Started(new RawPeer(answerAsync));
                var application = run.Start(
                    peer.Address,
                    run.Write("peer.pem", peer.RootPem),
                    options => options.Delivery.Compression = DeliveryCompression.None
                );
                await application.TrackAsync(run.People);
                await CanaryRun.SettleAsync(application);

                Assert.AreEqual(run.People.Count, application.Counts.Sum("activities.delivered"));
                Assert.IsGreaterThan(2, peer.Requests.Count);
            }
        );

    private static Task SendAsync(Stream stream, string answer, CancellationToken cancellationToken) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(answer), cancellationToken).AsTask();

    // Until the client has had enough of it.
    private static async Task FloodAsync(Stream stream, string more, CancellationToken cancellationToken)
    {
        await SendAsync(stream, Head, cancellationToken);
        var flood = string.Concat(Enumerable.Repeat(more, 1000));
        while (true)
        {
            await SendAsync(stream, flood, cancellationToken);
        }
    }

    private static string Misspelt(string status, string mediaType) =>
        RawPeer.Whole(status, mediaType, $$"""{"results":t{{Canary.Marks["email"]}}}""");

    private static string TooShort(string request) =>
        RawPeer.Accepting(request).Replace("Content-Length: ", "Content-Length: 9", StringComparison.Ordinal);

    private static async Task BombAsync(Stream stream, string request, CancellationToken cancellationToken)
    {
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[8 * 1024 * 1024], cancellationToken);
        }
        var head = $"{Head}Content-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n";
        await SendAsync(stream, head, cancellationToken);
        await stream.WriteAsync(bomb.ToArray(), cancellationToken);
    }
}
