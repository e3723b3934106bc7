using System.Net.Sockets;

namespace Demo.Processes;

/// <summary>Is one connection through the balancer, from a client to a program.</summary>
internal static class BalancedConnection
{
    private const int BufferSize = 16 * 1024;

    /// <summary>Passes on what either side sends until both have ended; when one breaks, both are ended.</summary>
    /// <param name="client">The side that connected.</param>
    /// <param name="target">The side that accepted.</param>
    /// <param name="sent">Is told each time that something has gone from the client to the target.</param>
    /// <param name="cancellationToken">Ends both.</param>
    public static async Task PassAsync(Socket client, Socket target, Action sent, CancellationToken cancellationToken)
    {
        await using var one = new NetworkStream(client);
        await using var other = new NetworkStream(target);
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(PassOnAsync(one, other, sent, broken), PassOnAsync(other, one, () => { }, broken));
    }

    // The end of what one side sends is passed on too: the other may still have something to say.
    private static async Task PassOnAsync(
        NetworkStream from,
        NetworkStream to,
        Action passed,
        CancellationTokenSource broken
    )
    {
        var buffer = new byte[BufferSize];
        try
        {
            int count;
            while ((count = await from.ReadAsync(buffer, broken.Token)) > 0)
            {
                await to.WriteAsync(buffer.AsMemory(0, count), broken.Token);
                passed();
            }
            to.Socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
        {
            await broken.CancelAsync();
        }
    }
}
