using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;
using Blueshift.Tracking.Transport.Trust;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blueshift.Tracking.Benchmarks.Support;

/// <summary>Makes the library's own connection, with all its checks of the server, for whoever stands in for the rest of it.</summary>
internal static class Connection
{
    public static SocketsHttpHandler To(UserActivityTrackingOptions options) =>
        EndpointConnection.SocketsHandler(
            options,
            new StaleConnectionHandler(),
            new PeerVerification(options, new TrackingMeter(factory: null), NullLogger.Instance)
        );
}
