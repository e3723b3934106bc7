using System.Net;
using System.Net.Sockets;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Takes the connections that come to a free port of loopback, and serves each until it ends or the test does.</summary>
internal sealed class LoopbackConnections : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _serveAsync;
    private readonly Task _accepting;

    /// <param name="serveAsync">Serves one connection. That the other side leaves is no fault.</param>
    public LoopbackConnections(Func<NetworkStream, CancellationToken, Task> serveAsync)
    {
        _serveAsync = serveAsync;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

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
            await _serveAsync(client.GetStream(), _ended.Token);
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or SocketException)
        {
            // The other side has left, or the test is over.
        }
    }
}
