using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Answers one request on each connection and breaks the connection when a second one comes on it.</summary>
internal sealed class FickleServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _connections;
    private int _broken;

    public FickleServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public int Connections => Volatile.Read(ref _connections);

    public int Broken => Volatile.Read(ref _broken);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(client);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var ids = Regex
                .Matches(
                    await ReadRequestAsync(stream),
                    "\"id\":\"(?<id>[^\"]+)\"",
                    RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(1)
                )
                .Select(match => $$"""{"id":"{{match.Groups["id"].Value}}","status":"accepted"}""");
            var body = $$"""{"results":[{{string.Join(',', ids)}}]}""";
            var answer =
                $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            if ((await ReadRequestAsync(stream)).Length > 0)
            {
                Interlocked.Increment(ref _broken);
            }
        }
    }

    // Reads one whole request: the headers, and as much body as they announce.
    private static async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var request = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var text = request.ToString();
            var end = text.IndexOf("\r\n\r\n");
            var length = Regex.Match(
                text,
                "Content-Length: (?<length>[0-9]+)",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            );
            if (
                end >= 0
                && text.Length
                    >= end
                        + 4
                        + int.Parse(length.Groups["length"].Value, System.Globalization.CultureInfo.InvariantCulture)
            )
            {
                return text;
            }
            var read = await stream.ReadAsync(buffer);
            if (read == 0)
            {
                return "";
            }
            request.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
    }
}
