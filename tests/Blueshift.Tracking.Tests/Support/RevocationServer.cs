using System.Net;
using System.Net.Sockets;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Gives a revocation list out over http on loopback, or takes the question and never answers.</summary>
internal sealed class RevocationServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private int _questions;

    public RevocationServer()
    {
        _listener.Start();
        _running = Task.Run(AcceptAsync);
    }

    /// <summary>Gets or sets the list; <see langword="null"/> to never answer.</summary>
    public byte[]? List { get; set; }

    public int Questions => Volatile.Read(ref _questions);

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/list.crl");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var answered = new List<Task>();
        try
        {
            while (true)
            {
                answered.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
        await Task.WhenAll(answered);
    }

    private async Task AnswerAsync(TcpClient connection)
    {
        using var closed = connection;
        Interlocked.Increment(ref _questions);
        try
        {
            var stream = connection.GetStream();
            _ = await stream.ReadAtLeastAsync(new byte[4096], 1, throwOnEndOfStream: false, _stop.Token);
            if (List is not { } list)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
                return;
            }
            var head =
                $"HTTP/1.1 200 OK\r\nContent-Type: application/pkix-crl\r\nContent-Length: {list.Length}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(head), _stop.Token);
            await stream.WriteAsync(list, _stop.Token);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The test is over, or nobody waits any more.
        }
    }
}
