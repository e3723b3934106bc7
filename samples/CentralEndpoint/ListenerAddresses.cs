using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CentralEndpoint;

/// <summary>Where a started endpoint listens.</summary>
public sealed class ListenerAddresses
{
    private ListenerAddresses(IReadOnlyCollection<string> addresses)
    {
        // In the order in which they were opened.
        Ingest = AsLocalhost(addresses.First());
        Pages = AsLocalhost(addresses.Last());
    }

    /// <summary>Gets the address that clients post to.</summary>
    public Uri Ingest { get; }

    /// <summary>Gets the address of the reports.</summary>
    public Uri Pages { get; }

    /// <summary>Reads the addresses of an application that has started.</summary>
    public static ListenerAddresses Of(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return Of(app.Services.GetRequiredService<IServer>());
    }

    internal static ListenerAddresses Of(IServer server) =>
        new([.. server.Features.Get<IServerAddressesFeature>()!.Addresses]);

    // Scheme and port are what the server knows; the name is the one in the certificate.
    private static Uri AsLocalhost(string address)
    {
        var parsed = BindingAddress.Parse(address);
        return new Uri($"{parsed.Scheme}://localhost:{parsed.Port}");
    }
}
