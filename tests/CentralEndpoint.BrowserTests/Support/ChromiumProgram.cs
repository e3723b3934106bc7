namespace CentralEndpoint.BrowserTests.Support;

/// <summary>Is the Chromium of this machine; none is fetched.</summary>
internal static class ChromiumProgram
{
    public const string Variable = "BLUESHIFT_CHROMIUM";

    private static readonly string[] Usual =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    /// <summary>Finds it where the variable says, or else where it usually is.</summary>
    /// <returns><see langword="null"/> where there is none.</returns>
    public static string? Find(string? told, Func<string, bool> exists)
    {
        var places = string.IsNullOrWhiteSpace(told) ? Usual : [told];
        return Array.Find(places, place => exists(place));
    }

    /// <summary>Says what to do where there is none.</summary>
    public static string Missing(string? told) =>
        string.IsNullOrWhiteSpace(told)
            ? $"This machine has no Chromium. On Debian: apt-get install chromium. Elsewhere set {Variable} to its program."
            : $"{Variable} is {told}, where there is no file. Set it to the program of Chromium or Chrome.";
}
