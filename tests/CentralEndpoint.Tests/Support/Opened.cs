using System.Net;

namespace CentralEndpoint.Tests.Support;

/// <summary>The page at which a browser arrived.</summary>
internal sealed record Opened(Uri Address, HttpStatusCode Status, string Html)
{
    public string Path => Address.AbsolutePath;
}
