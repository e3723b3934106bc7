using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Binds Kestrel to a free port on loopback by a listener that can be closed and opened.</summary>
internal sealed class LoopbackListenerFactory : IConnectionListenerFactory
{
    private const int Attempts = 200;
    private readonly SocketTransportFactory _sockets = new(
        Options.Create(new SocketTransportOptions()),
        NullLoggerFactory.Instance
    );

    /// <summary>Gets the one listener; there from the start of the server.</summary>
    public SwitchableListener? Listener { get; private set; }

    public async ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint,
        CancellationToken cancellationToken = default
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var address = new IPEndPoint(IPAddress.Loopback, LoopbackPorts.Next());
                var inner = await _sockets.BindAsync(address, cancellationToken).ConfigureAwait(false);
                Listener = new SwitchableListener(_sockets, inner);
                return Listener;
            }
            catch (Exception taken) when (IsTaken(taken) && attempt < Attempts)
            {
                // The next port, then.
            }
        }
    }

    // Windows sets ranges of ports aside, and says to them that access is denied.
    private static bool IsTaken(Exception fault) =>
        fault is AddressInUseException or SocketException { SocketErrorCode: SocketError.AccessDenied };
}
