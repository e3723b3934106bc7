using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Diagnostics;

/// <summary>
/// Is every message of the library. None takes a value of a user, a key or a path; each ends with the name of its page in
/// docs/operating.md. What gets worse is a Warning, what heals Information; a fault of ours is an Error. Ids: 1000 start and stop,
/// 1010 settings, 1030 capture; 1020 stand in <see cref="DeliveryLog"/>, 1040 in <see cref="BufferLog"/>, 1050 in
/// <see cref="HeartbeatLog"/>, 1060 in <see cref="HealthLog"/>, 1070 in <see cref="TlsLog"/>, 1090 in <see cref="ReconcileLog"/>.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(
        1000,
        LogLevel.Information,
        "User activity tracking {Version}: instance {Instance}, endpoint {Endpoint}, proxy {Proxy}, buffer {Buffer}, "
            + "{Waiting} waiting, last acknowledged {Acknowledged}. [operating.md: start]"
    )]
    public static partial void Started(
        this ILogger logger,
        string version,
        string instance,
        string endpoint,
        string proxy,
        string buffer,
        long waiting,
        string acknowledged
    );

    [LoggerMessage(1001, LogLevel.Information, "Connected to the endpoint in {Elapsed} ms. [operating.md: start]")]
    public static partial void Connected(this ILogger logger, long elapsed);

    [LoggerMessage(1002, LogLevel.Information, "User activity tracking is off (Enabled is false). [operating.md: off]")]
    public static partial void Disabled(this ILogger logger);

    [LoggerMessage(
        1003,
        LogLevel.Information,
        "User activity tracking stopped: {Recorded} recorded = {Delivered} delivered + {Waiting} waiting + {DeadLetters} dead "
            + "letters + {Dropped} dropped. [operating.md: stop]"
    )]
    public static partial void Stopped(
        this ILogger logger,
        long recorded,
        long delivered,
        long waiting,
        long deadLetters,
        long dropped
    );

    [LoggerMessage(
        1004,
        LogLevel.Critical,
        "User activity tracking could not be started: {Type} while it was put together. Nothing is delivered. "
            + "[operating.md: start-failed]"
    )]
    public static partial void CannotStart(this ILogger logger, string type);

    [LoggerMessage(
        1010,
        LogLevel.Warning,
        "{Setting} is no setting of this version and has no effect.{Suggestion} [operating.md: unknown-setting]"
    )]
    public static partial void UnknownSetting(this ILogger logger, string setting, string suggestion);

    [LoggerMessage(
        1011,
        LogLevel.Warning,
        "The key in the file of {Setting} {Fault} The key read before stays in use. "
            + "[operating.md: credential-file]"
    )]
    public static partial void CredentialFileFaulty(this ILogger logger, string setting, string fault);

    [LoggerMessage(
        1030,
        LogLevel.Warning,
        "Activities are refused and so not recorded: {Reason}; {Refused} in a row so far. [operating.md: refused]"
    )]
    public static partial void Refused(this ILogger logger, RefusalReason reason, long refused);

    [LoggerMessage(
        1031,
        LogLevel.Information,
        "Activities are recorded again after {Duration} s, in which {Refused} were refused. [operating.md: refused]"
    )]
    public static partial void RecordedAgain(this ILogger logger, long duration, long refused);

    [LoggerMessage(
        1032,
        LogLevel.Warning,
        "Changes of users were seen and not recorded: {Reason}; {Skipped} so far. The host's saves go on, and reconciling finds them. "
            + "[operating.md: capture-skipped]"
    )]
    public static partial void CaptureSkipped(this ILogger logger, RefusalReason reason, long skipped);

    [LoggerMessage(
        1033,
        LogLevel.Warning,
        "Capture met a fault of its own ({Reason}), so a change may not be recorded; {Faults} so far. The host's saves go on, and "
            + "reconciling finds it. [operating.md: capture-fault]"
    )]
    public static partial void CaptureFaulted(this ILogger logger, string reason, long faults);
}
