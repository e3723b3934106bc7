using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>
/// Is a peer on loopback that speaks TLS and HTTP/1.1 byte by byte. It accepts every second request as the contract says, and does with the
/// others what it was made for.
/// </summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private readonly LoopbackConnections _connections;
    private readonly ServerIdentity _identity = ServerIdentity.Create();
    private readonly Func<Stream, string, CancellationToken, Task> _answerAsync;
    private int _requests;

    /// <param name="answerAsync">Answers a request, of which it is given the whole text, and leaves the connection to be closed.</param>
    public RawPeer(Func<Stream, string, CancellationToken, Task> answerAsync)
    {
        _answerAsync = answerAsync;
        _connections = new LoopbackConnections(ServeAsync);
    }

    public Uri Address => new($"https://localhost:{_connections.Port}");

    /// <summary>Gets each request as it came, from its first line to the end of its body.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public string RootPem => _identity.RootPem;

    /// <summary>Makes an answer that accepts every activity of a request.</summary>
    public static string Accepting(string request)
    {
        var results = Regex
            .Matches(request, "\"id\":\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(match => $$"""{"id":"{{match.Groups["id"].Value}}","status":"accepted"}""");
        return Whole("200 OK", "application/json", $$"""{"results":[{{string.Join(',', results)}}]}""");
    }

    public static string Whole(string status, string mediaType, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Type: {mediaType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _connections.DisposeAsync();
        _identity.Dispose();
    }

    private async Task ServeAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = _identity.Certificate },
            cancellationToken
        );
        if (await ReadAsync(tls, cancellationToken) is { } request)
        {
            Requests.Enqueue(request);
            await AnswerAsync(tls, request, cancellationToken);
        }
    }

    // One request for each connection: what is left of an odd answer is nobody's.
    private Task AnswerAsync(SslStream tls, string request, CancellationToken cancellationToken) =>
        request.Contains("/v1/heartbeat", StringComparison.Ordinal)
            ? tls.WriteAsync(Encoding.ASCII.GetBytes(Whole("404 Not Found", "text/plain", "")), cancellationToken)
                .AsTask()
        : Interlocked.Increment(ref _requests) % 2 == 1
            ? tls.WriteAsync(Encoding.ASCII.GetBytes(Accepting(request)), cancellationToken).AsTask()
        : _answerAsync(tls, request, cancellationToken);

    private static async Task<string?> ReadAsync(SslStream stream, CancellationToken cancellationToken)
    {
        var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var text = Encoding.UTF8.GetString(read.GetBuffer(), 0, (int)read.Length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && read.Length >= Encoding.UTF8.GetByteCount(text.AsSpan(0, end + 4)) + BodyLength(text))
            {
                return text;
            }
            var count = await stream.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                return null;
            }
            read.Write(buffer, 0, count);
        }
    }

    private static int BodyLength(string head) =>
        int.Parse(
            Regex
                .Match(head, "Content-Length: (?<length>[0-9]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
                .Groups["length"]
                .Value,
            CultureInfo.InvariantCulture
        );
}
