using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using CentralEndpoint.Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CentralEndpoint.Listening;

/// <summary>Opens the two listeners: ingest over TLS, pages on loopback, or over TLS as well where people sign in from elsewhere.</summary>
internal static class Listeners
{
    // Twice the largest batch and more: what is above is refused by the server before it is read.
    private const int LargestBodyOnTheWire = 1024 * 1024;

    public static void Configure(
        KestrelServerOptions kestrel,
        CentralEndpointSettings settings,
        ServerCertificate certificate
    )
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBodyOnTheWire;
        Listen(
            kestrel,
            settings.IsBoundToLocalhost ? null : IPAddress.Parse(settings.BindAddress),
            settings.IngestPort,
            Ingest
        );
        if (settings.PagesAddress is null)
        {
            Listen(kestrel, address: null, settings.PagesPort, Listener.Pages.Mark);
        }
        else
        {
            Listen(
                kestrel,
                settings.IsBoundToLocalhost ? null : IPAddress.Parse(settings.BindAddress),
                settings.PagesPort,
                pages => OverTls(pages, Listener.Pages)
            );
        }

        void Ingest(ListenOptions listener) => OverTls(listener, Listener.Ingest);

        void OverTls(ListenOptions listener, Listener mark)
        {
            listener.Protocols = HttpProtocols.Http1AndHttp2;
            mark.Mark(listener);
            listener.UseHttps(https =>
            {
                https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                https.ServerCertificate = certificate.Leaf;
                https.ServerCertificateChain = certificate.Chain;
            });
        }
    }

    /// <summary>Says in the operator's words why a listener could not be opened.</summary>
    public static EndpointFaultException Explain(Exception fault, CentralEndpointSettings settings)
    {
        if (fault.InnerException is AddressInUseException)
        {
            var isIngest = fault.Message.Contains("https:", StringComparison.Ordinal);
            var port = isIngest ? settings.IngestPort : settings.PagesPort;
            var setting = isIngest ? nameof(settings.IngestPort) : nameof(settings.PagesPort);
            return new EndpointFaultException(
                $"Port {port} is in use by another process. Stop that process, or choose another port with {CentralEndpointSettings.Name(setting)}.",
                fault
            );
        }

        return new EndpointFaultException(
            $"The endpoint cannot listen on {settings.BindAddress}, port {settings.IngestPort}, and localhost, port {settings.PagesPort}. {fault.Message}",
            fault
        );
    }

    public static bool IsListenFault(Exception fault) =>
        fault is SocketException or IOException { InnerException: AddressInUseException };

    // An absent address is localhost, IPv4 and IPv6; the system can choose a port for one of them only.
    private static void Listen(
        KestrelServerOptions kestrel,
        IPAddress? address,
        int port,
        Action<ListenOptions> configure
    )
    {
        if (address is null && port != 0)
        {
            kestrel.ListenLocalhost(port, configure);
        }
        else
        {
            kestrel.Listen(address ?? IPAddress.Loopback, port, configure);
        }
    }
}
