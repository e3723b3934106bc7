namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>
/// Is the closed list of what is kept and sent of anybody. An addition here is a change of what the vendor promises its users: it needs a new
/// type of message, docs/privacy.md, its two pages and the vendor's policy.
/// </summary>
internal static class DataInventory
{
    /// <summary>Gets the six fields of an activity.</summary>
    public static IReadOnlyList<string> Data { get; } =
    ["/data/clientInstanceId", "/data/date", "/data/email", "/data/firstName", "/data/lastName", "/data/status"];

    /// <summary>Gets what stands beside them in every message.</summary>
    public static IReadOnlyList<string> Envelope { get; } =
    ["/id", "/sequence", "/source", "/specversion", "/subject", "/type"];

    /// <summary>Gets what stands beside them where an activity was not observed live.</summary>
    public static string Origin => "/origin";

    /// <summary>Gets what of a message lies in the buffer; the rest of the envelope is written when it is sent.</summary>
    public static IReadOnlyList<string> Stored { get; } = [.. Data, "/id", "/subject"];

    /// <summary>Gets the members of what a person's own data is exported as, on this side.</summary>
    public static IReadOnlyList<string> Exported { get; } =
    [
        .. Stored.Select(leaf => "/activities/activity" + leaf),
        "/activities/key",
        "/activities/recordedAt",
        "/activities/store",
        "/complete",
    ];

    /// <summary>Gets the members of a heartbeat.</summary>
    public static IReadOnlyList<string> Heartbeat { get; } =
    [
        "/deadLetters",
        "/forgotten",
        "/library",
        "/oldest",
        "/reason",
        "/sentAt",
        "/sources/givenUp/from",
        "/sources/givenUp/reason",
        "/sources/givenUp/to",
        "/sources/last",
        "/sources/settledThrough",
        "/sources/source",
        "/sources/waiting",
        "/state",
        "/waiting",
    ];

    /// <summary>Gets the members of a heartbeat that only a host with a user directory tells.</summary>
    public static IReadOnlyList<string> ActiveSet { get; } =
    ["/activeSet", "/activeSet/asOf", "/activeSet/count", "/activeSet/digest"];

    /// <summary>Gets under which member a heartbeat counts what was refused, by reason.</summary>
    public static string Refused => "/refused";
}
