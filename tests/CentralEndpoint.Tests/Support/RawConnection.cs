using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace CentralEndpoint.Tests.Support;

/// <summary>A TLS connection to the ingest over which anything at all can be sent; one char of a text is one byte.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly SslStream _stream;

    private RawConnection(Socket socket, SslStream stream)
    {
        _socket = socket;
        _stream = stream;
    }

    public static async Task<RawConnection> OpenAsync(CentralEndpointHost host)
    {
        var address = host.Ingest.BaseAddress!;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = address.Host,
                CertificateChainPolicy = The.PolicyTrusting(host.Folder.File("root.pem")),
            }
        );
        return new RawConnection(socket, stream);
    }

    /// <summary>Sends, says that nothing follows, and gives every answer until the endpoint closes.</summary>
    public static async Task<IReadOnlyList<RawAnswer>> ExchangeAsync(CentralEndpointHost host, string sent)
    {
        await using var connection = await OpenAsync(host);
        await connection.TrySendAsync(sent);
        return await connection.EndAsync();
    }

    public async Task SendAsync(string text)
    {
        await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        await _stream.FlushAsync();
    }

    /// <summary>Sends as much as the endpoint takes; false once it has closed.</summary>
    public async Task<bool> TrySendAsync(string text)
    {
        try
        {
            await SendAsync(text);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Says that nothing follows and gives every answer until the endpoint closes.</summary>
    public async Task<IReadOnlyList<RawAnswer>> EndAsync()
    {
        try
        {
            await _stream.ShutdownAsync();
        }
        catch (IOException)
        {
            // Closed already: what it answered may still be read.
        }

        return await ReadToEndAsync();
    }

    public async Task<IReadOnlyList<RawAnswer>> ReadToEndAsync()
    {
        using var wire = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(wire);
        }
        catch (IOException)
        {
            // An endpoint that closes on what it did not read resets the connection: what came before counts.
        }

        return RawAnswer.ReadAll(Encoding.Latin1.GetString(wire.ToArray()));
    }

    /// <summary>Breaks the connection off, as a machine does that dies.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _socket.Dispose();
    }
}
