namespace CentralEndpoint.BrowserTests.Support;

/// <summary>A page of the endpoint.</summary>
/// <param name="Name">What its pictures are called.</param>
/// <param name="Path">Where it is.</param>
internal sealed record SitePage(string Name, string Path)
{
    /// <summary>Gets whether it is there only while there is the instance or the month that it is about.</summary>
    public bool NeedsHistory { get; init; }
}
