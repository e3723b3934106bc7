using CentralEndpoint.Access;

namespace CentralEndpoint.BrowserTests.Support;

/// <summary>A page of the endpoint.</summary>
/// <param name="Name">What its pictures are called.</param>
/// <param name="Path">Where it is.</param>
internal sealed record SitePage(string Name, string Path)
{
    /// <summary>Gets whether it says something of its own, or is there at all, only where there is a history.</summary>
    public bool NeedsHistory { get; init; }

    /// <summary>Gets as whom it is looked at; absent where it is for the whole world.</summary>
    public Role? As { get; init; } = Role.Reporter;
}
