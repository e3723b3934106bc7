using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Is a program on loopback that greets each connection with its name, one byte, and leaves the connection to the test.</summary>
internal sealed class NamedProgram : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Channel<Socket> _accepted = Channel.CreateUnbounded<Socket>();
    private readonly byte _name;
    private readonly Task _accepting;

    public NamedProgram(char name)
    {
        _name = (byte)name;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Gets the next connection that it accepted, which the test disposes.</summary>
    public async Task<Socket> NextAsync() => await _accepted.Reader.ReadAsync();

    public void Dispose()
    {
        _listener.Dispose();
        _accepting.GetAwaiter().GetResult();
        while (_accepted.Reader.TryRead(out var connection))
        {
            connection.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await _listener.AcceptSocketAsync();
                await connection.SendAsync(new[] { _name });
                await _accepted.Writer.WriteAsync(connection);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
