namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>
/// Is the closed list of the headers that leave with a request, and of what each may say, as a pattern. docs/privacy.md tells the same.
/// </summary>
internal static class HeaderInventory
{
    /// <summary>Gets those of a batch, and of the connection test.</summary>
    public static IReadOnlyDictionary<string, string> Activities { get; } =
        new Dictionary<string, string>
        {
            ["Accept"] = "application/json, application/problem\\+json",
            ["Authorization"] = "Bearer [!-~]+",
            ["Content-Length"] = "[0-9]+",
            ["Content-Type"] = "application/cloudevents-batch\\+json",
            ["Host"] = "[a-z0-9.-]+(:[0-9]+)?",
            ["User-Agent"] = @"Blueshift\.Tracking/[0-9]+\.[0-9]+\.[0-9]+",
        };

    /// <summary>Gets those of a batch that is compressed.</summary>
    public static IReadOnlyDictionary<string, string> Compressed { get; } =
        new Dictionary<string, string>(Activities) { ["Content-Encoding"] = "gzip" };

    /// <summary>Gets those of a heartbeat.</summary>
    public static IReadOnlyDictionary<string, string> Heartbeats { get; } =
        new Dictionary<string, string>(Activities) { ["Content-Type"] = "application/json" };
}
