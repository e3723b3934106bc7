using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Diagnostics;

/// <summary>Is every message of heartbeats: ids 1050.</summary>
internal static partial class HeartbeatLog
{
    [LoggerMessage(
        1050,
        LogLevel.Warning,
        "Heartbeats do not arrive ({Detail}), so the vendor may take this instance for silent. Delivery does not depend on them. "
            + "[operating.md: heartbeat]"
    )]
    public static partial void HeartbeatFailed(this ILogger logger, string detail);

    [LoggerMessage(
        1051,
        LogLevel.Information,
        "Heartbeats arrive again after {Duration} s, in which {Failed} did not. [operating.md: heartbeat]"
    )]
    public static partial void HeartbeatsAgain(this ILogger logger, long duration, int failed);

    [LoggerMessage(
        1052,
        LogLevel.Information,
        "The endpoint takes no heartbeats ({Detail}) and is asked again daily. Delivery does not depend on them. "
            + "[operating.md: heartbeat]"
    )]
    public static partial void HeartbeatsNotTaken(this ILogger logger, string detail);

    [LoggerMessage(
        1053,
        LogLevel.Error,
        "A heartbeat met an unexpected fault ({Type}); the next is tried. Delivery does not depend on it. "
            + "[operating.md: unexpected]"
    )]
    public static partial void HeartbeatFault(this ILogger logger, string type);

    [LoggerMessage(
        1054,
        LogLevel.Information,
        "{Count} people were erased here at the endpoint's request, with {Erased} activities. [operating.md: forget]"
    )]
    public static partial void Forgotten(this ILogger logger, int count, long erased);

    [LoggerMessage(
        1055,
        LogLevel.Warning,
        "{Count} people whom the endpoint asks to forget could not be erased here to the end: {Unreached} sub-folders of the "
            + "buffer could not be reached. It is tried again with the next heartbeat. [operating.md: forget]"
    )]
    public static partial void NotForgotten(this ILogger logger, int count, int unreached);

    [LoggerMessage(
        1056,
        LogLevel.Warning,
        "This host's clock is {Skew} s ahead of the endpoint's (below zero: behind it), so dates may be wrong by as much. "
            + "[operating.md: clock-skew]"
    )]
    public static partial void ClockSkewed(this ILogger logger, long skew);

    [LoggerMessage(
        1057,
        LogLevel.Information,
        "This host's clock agrees with the endpoint's again after {Duration} s. [operating.md: clock-skew]"
    )]
    public static partial void ClockRight(this ILogger logger, long duration);

    [LoggerMessage(
        1058,
        LogLevel.Information,
        "The endpoint holds less than it acknowledged and asks who is active: {Outcome}. [operating.md: resync]"
    )]
    public static partial void ResyncAsked(this ILogger logger, string outcome);

    [LoggerMessage(
        1059,
        LogLevel.Information,
        "Another process that shares the outbox sends the heartbeats now; of this one's {Failed} had failed within {Duration} s. "
            + "[operating.md: heartbeat]"
    )]
    public static partial void HeartbeatsElsewhere(this ILogger logger, int failed, long duration);
}
