using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Demo.Processes;

/// <summary>
/// Is a small balancer in front of programs of this machine: a new connection goes to the one whose turn it is, or to the next where
/// that one does not accept. What passes is passed on as it is, so TLS ends behind it.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly IReadOnlyList<int> _targets;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _awaited = [];
    private readonly Task _accepting;

    private Balancer(TcpListener listener, IReadOnlyList<int> targets)
    {
        _listener = listener;
        _targets = targets;
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Starts to listen on loopback.</summary>
    /// <param name="port">Where clients connect to; 0 lets the system choose.</param>
    /// <param name="targets">The ports of the programs behind it.</param>
    /// <exception cref="DemoFaultException">Another program has the port.</exception>
    public static Balancer Start(int port, IReadOnlyList<int> targets)
    {
        // What it accepts takes over that nothing is held back to be sent with more.
        var listener = new TcpListener(IPAddress.Loopback, port) { Server = { NoDelay = true } };
        try
        {
            listener.Start();
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            listener.Dispose();
            throw new DemoFaultException($"Port {port} is in use by another program.") { IsPortTaken = true };
        }
        return new Balancer(listener, targets);
    }

    /// <summary>Waits until the next bytes of a client have gone to one of the programs.</summary>
    public Task WaitUntilSentAsync(int target, CancellationToken cancellationToken) =>
        _awaited
            .GetOrAdd(target, _ => new(TaskCreationOptions.RunContinuationsAsynchronously))
            .Task.WaitAsync(cancellationToken);

    /// <summary>Ends every connection and listens no more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            for (var turn = 0; ; turn++)
            {
                var client = await _listener.AcceptSocketAsync(_end.Token);
                connections.RemoveAll(connection => connection.IsCompleted);
                connections.Add(ServeAsync(client, turn % _targets.Count));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    // Where nobody accepts, the client finds its connection closed.
    private async Task ServeAsync(Socket client, int turn)
    {
        using (client)
        {
            foreach (var port in _targets.Skip(turn).Concat(_targets.Take(turn)))
            {
                using var target = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
                {
                    NoDelay = true,
                };
                if (await AcceptsAsync(target, port))
                {
                    await BalancedConnection.PassAsync(client, target, () => Note(port), _end.Token);
                    return;
                }
            }
        }
    }

    private async Task<bool> AcceptsAsync(Socket target, int port)
    {
        try
        {
            await target.ConnectAsync(IPAddress.Loopback, port, _end.Token);
            return true;
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Note(int target)
    {
        if (_awaited.TryRemove(target, out var sent))
        {
            sent.SetResult();
        }
    }
}
