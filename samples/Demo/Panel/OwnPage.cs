namespace Demo.Panel;

/// <summary>
/// Decides whether a press comes from the panel's own page. A page of another site can have a browser post here too, but it cannot have
/// it say that the page is ours; what says nothing is no browser, or one that hides it, and is refused as well.
/// </summary>
internal static class OwnPage
{
    private const string Null = "null";

    public static bool IsSender(HttpRequest request) =>
        IsSender(request.Headers["Sec-Fetch-Site"], request.Headers.Origin, $"{request.Scheme}://{request.Host.Value}");

    /// <param name="site">The header <c>Sec-Fetch-Site</c>, where there is one.</param>
    /// <param name="origin">The header <c>Origin</c>, where there is one; <c>null</c> says nothing.</param>
    /// <param name="own">The origin of the panel, as the browser addressed it.</param>
    public static bool IsSender(string? site, string? origin, string own)
    {
        var (says, named) = (!string.IsNullOrEmpty(site), !string.IsNullOrEmpty(origin) && origin != Null);
        return (says || named) && (!says || site == "same-origin") && (!named || origin == own);
    }
}
