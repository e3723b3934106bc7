using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Is an HTTP proxy on loopback that asks for a password and then lets everybody through to where they want.</summary>
internal sealed class AskingProxy : IAsyncDisposable
{
    private readonly LoopbackConnections _connections;

    public AskingProxy() => _connections = new LoopbackConnections(ServeAsync);

    public Uri Address => new($"http://127.0.0.1:{_connections.Port}");

    /// <summary>Gets what was asked of the proxy itself.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task ServeAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        while (await ReadHeadAsync(stream, cancellationToken) is { Length: > 0 } head)
        {
            Asked.Enqueue(head);
            if (!head.Contains("\r\nProxy-Authorization: ", StringComparison.OrdinalIgnoreCase))
            {
                await WriteAsync(
                    stream,
                    "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"here\"\r\nContent-Length: 0\r\n\r\n",
                    cancellationToken
                );
                continue;
            }
            using var target = new TcpClient();
            await target.ConnectAsync(
                IPEndPoint.Parse("127.0.0.1:" + head.Split(' ')[1].Split(':')[1]),
                cancellationToken
            );
            await WriteAsync(stream, "HTTP/1.1 200 Connected\r\n\r\n", cancellationToken);
            await Task.WhenAny(
                stream.CopyToAsync(target.GetStream(), cancellationToken),
                target.GetStream().CopyToAsync(stream, cancellationToken)
            );
            return;
        }
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (
            !head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)
            && await stream.ReadAsync(one, cancellationToken) == 1
        )
        {
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    private static Task WriteAsync(NetworkStream stream, string text, CancellationToken cancellationToken) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken).AsTask();
}
