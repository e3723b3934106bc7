using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Relational.Diagnostics;

/// <summary>
/// Is every message of the outbox; the rules are those of the core's <c>Log</c>: no value of a user, no key, nothing that the database
/// said; each ends with the name of its page in docs/operating.md. Ids: 1080.
/// </summary>
internal static partial class OutboxLog
{
    [LoggerMessage(
        1080,
        LogLevel.Warning,
        "The host's database does not serve the outbox ({Fault}). What cannot be stored is refused; what is stored stays. "
            + "[operating.md: storage-fault]"
    )]
    public static partial void DatabaseFailed(this ILogger logger, string fault);

    [LoggerMessage(
        1081,
        LogLevel.Information,
        "The host's database serves the outbox again after {Duration} s. [operating.md: storage-fault]"
    )]
    public static partial void DatabaseWorks(this ILogger logger, long duration);

    [LoggerMessage(
        1082,
        LogLevel.Warning,
        "The tables of the outbox are not in the host's database, so no activity is recorded. With EF Core run "
            + "\"dotnet ef migrations add AddUserActivityOutbox\" and \"dotnet ef database update\"; otherwise run what "
            + "OutboxScript.Create writes. They are looked for every minute. [operating.md: outbox-missing]"
    )]
    public static partial void TablesMissing(this ILogger logger);

    [LoggerMessage(
        1083,
        LogLevel.Information,
        "The tables of the outbox are there after {Duration} s. [operating.md: outbox-missing]"
    )]
    public static partial void TablesThere(this ILogger logger, long duration);

    [LoggerMessage(
        1084,
        LogLevel.Warning,
        "The key that seals the outbox, or one that sealed what waits, is not at hand. What waits is kept; it is tried again every "
            + "minute. [operating.md: key-unavailable]"
    )]
    public static partial void KeyMissing(this ILogger logger);

    [LoggerMessage(
        1085,
        LogLevel.Information,
        "The keys of the outbox are at hand again after {Duration} s. [operating.md: key-unavailable]"
    )]
    public static partial void KeyThere(this ILogger logger, long duration);
}
