using System.Net;
using System.Net.Sockets;

namespace Demo.Processes;

/// <summary>Finds ports that nobody listens on, and keeps them for this process while its own programs are off.</summary>
internal static class FreePort
{
    private static readonly List<FileStream> Reservations = [];

    /// <summary>Returns the given port, or the next free one, leaving out those that were given out before.</summary>
    public static int From(int first, ICollection<int> taken)
    {
        var port = first;
        while (taken.Contains(port) || !IsFree(port) || !TryReserve(port))
        {
            port++;
        }
        taken.Add(port);
        return port;
    }

    /// <summary>Gives every port back.</summary>
    public static void ReleaseAll()
    {
        lock (Reservations)
        {
            Reservations.ForEach(reservation => reservation.Dispose());
            Reservations.Clear();
        }
    }

    // Another demo must not take the port of an endpoint that is switched off for the moment.
    private static bool TryReserve(int port)
    {
        var path = Path.Combine(Path.GetTempPath(), $"blueshift-demo-port-{port}");
        try
        {
            var reservation = new FileStream(
                path,
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
            lock (Reservations)
            {
                Reservations.Add(reservation);
            }
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // "localhost" is both addresses, and a listener on either is in the way.
    private static bool IsFree(int port) => IsFree(IPAddress.Loopback, port) && IsFree(IPAddress.IPv6Loopback, port);

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException fault)
        {
            // A machine without IPv6 has no such address, and so nobody listens there.
            return fault.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;
        }
    }
}
