using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Is a server on loopback that does over TLS whatever a test wants, and keeps every byte that it was sent inside of TLS.
/// </summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly MemoryStream _received = new();
    private readonly SslServerAuthenticationOptions? _tls;
    private readonly Func<ServedConnection, Task>? _serve;
    private readonly Task _running;
    private readonly TaskCompletionSource _sentSomething = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;
    private int _isStopped;

    /// <summary>Starts it.</summary>
    /// <param name="tls">How TLS is spoken; <see langword="null"/> for nothing but a connection that stays silent.</param>
    /// <param name="serve">What is done with each connection; <see langword="null"/> to read to its end.</param>
    public HostileServer(SslServerAuthenticationOptions? tls, Func<ServedConnection, Task>? serve = null)
    {
        _tls = tls;
        _serve = serve;
        _listener.Start();
        _running = Task.Run(AcceptAsync);
    }

    public Uri Address => new($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Completes when it was sent the first byte inside of TLS.</summary>
    public Task SentSomething => _sentSomething.Task;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Gets what it was sent inside of TLS.</summary>
    public byte[] Received
    {
        get
        {
            lock (_lock)
            {
                return _received.ToArray();
            }
        }
    }

    /// <summary>Says how TLS is spoken with a certificate.</summary>
    public static SslServerAuthenticationOptions Tls(
        X509Certificate2 certificate,
        string? application = null,
        params X509Certificate2[] intermediates
    ) =>
        new()
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(
                certificate,
                [.. intermediates],
                offline: true
            ),
            ApplicationProtocols = application is null ? null : [new SslApplicationProtocol(application)],
        };

    public void Keep(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _received.Write(bytes);
        }
        _sentSomething.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) == 1)
        {
            return;
        }
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                served.Add(ServeAsync(connection));
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
        await Task.WhenAll(served);
    }

    private async Task ServeAsync(TcpClient connection)
    {
        using var closed = connection;
        using var registration = _stop.Token.Register(connection.Close);
        try
        {
            if (_tls is null)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
                return;
            }
            await using var stream = new SslStream(connection.GetStream());
            await stream.AuthenticateAsServerAsync(_tls, _stop.Token);
            await (_serve ?? (one => one.ReadToEndAsync()))(new ServedConnection(stream, this, _stop.Token));
        }
        // A connection that is gone before its first byte is "not allowed on non-connected sockets".
        catch (Exception exception)
            when (exception
                    is IOException
                        or InvalidOperationException
                        or OperationCanceledException
                        or AuthenticationException
                        or SocketException
            )
        {
            // The client went away, as it should.
        }
    }
}
