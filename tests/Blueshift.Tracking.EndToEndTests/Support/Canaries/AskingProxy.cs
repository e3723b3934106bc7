using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Is an HTTP proxy on loopback that asks for a password and then lets everybody through to where they want.</summary>
internal sealed class AskingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _accepting;

    public AskingProxy()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Gets what was asked of the proxy itself.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ended.Token)));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            var stream = client.GetStream();
            while (await ReadHeadAsync(stream) is { Length: > 0 } head)
            {
                Asked.Enqueue(head);
                if (!head.Contains("\r\nProxy-Authorization: ", StringComparison.OrdinalIgnoreCase))
                {
                    await WriteAsync(
                        stream,
                        "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"here\"\r\nContent-Length: 0\r\n\r\n"
                    );
                    continue;
                }
                using var target = new TcpClient();
                await target.ConnectAsync(
                    IPEndPoint.Parse("127.0.0.1:" + head.Split(' ')[1].Split(':')[1]),
                    _ended.Token
                );
                await WriteAsync(stream, "HTTP/1.1 200 Connected\r\n\r\n");
                await Task.WhenAny(
                    stream.CopyToAsync(target.GetStream(), _ended.Token),
                    target.GetStream().CopyToAsync(stream, _ended.Token)
                );
                return;
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or SocketException)
        {
            // One of the two has left.
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (
            !head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)
            && await stream.ReadAsync(one, _ended.Token) == 1
        )
        {
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    private Task WriteAsync(NetworkStream stream, string text) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text), _ended.Token).AsTask();
}
