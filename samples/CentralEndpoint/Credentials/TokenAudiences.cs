using Microsoft.AspNetCore.Hosting.Server;

namespace CentralEndpoint.Credentials;

/// <summary>The addresses that a token may be made for: those that clients are configured with, compared to the letter.</summary>
internal sealed class TokenAudiences(CentralEndpointSettings settings, IServer server)
{
    private IReadOnlyList<string>? _all;

    // The port may be one of the system's choice, known once the server listens.
    public IReadOnlyList<string> All => _all ??= Read();

    private IReadOnlyList<string> Read()
    {
        var told = settings.IsPublicAddressKnown
            ? settings.PublicAddress!
            : ListenerAddresses.Of(server).Ingest.AbsoluteUri.TrimEnd('/');
        return [told, .. settings.OtherPublicAddresses ?? []];
    }
}
