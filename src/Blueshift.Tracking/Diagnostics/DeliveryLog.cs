using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Diagnostics;

/// <summary>Is every message of delivery: ids 1020.</summary>
internal static partial class DeliveryLog
{
    [LoggerMessage(
        1020,
        LogLevel.Warning,
        "Delivery waits and tries again: {Reason} ({Detail}). {Waiting} waiting, room for about {Room} more; {Assurance}. "
            + "[operating.md: {Page}]"
    )]
    public static partial void DeliveryWaits(
        this ILogger logger,
        string reason,
        string detail,
        long waiting,
        long room,
        string assurance,
        string page
    );

    [LoggerMessage(
        1021,
        LogLevel.Warning,
        "Delivery pauses, for somebody has to mend this: {Reason} ({Detail}). {Waiting} waiting, room for about {Room} more; "
            + "{Assurance}; the next try is 1 to 60 minutes away. [operating.md: {Page}]"
    )]
    public static partial void DeliveryPaused(
        this ILogger logger,
        string reason,
        string detail,
        long waiting,
        long room,
        string assurance,
        string page
    );

    [LoggerMessage(
        1022,
        LogLevel.Information,
        "Delivery works again after {Duration} s, the last of it {Reason}; {Waiting} waiting. [operating.md: healed]"
    )]
    public static partial void DeliveryHealed(this ILogger logger, string reason, long duration, long waiting);

    [LoggerMessage(
        1023,
        LogLevel.Warning,
        "{Count} activities became dead letters, the latest as {Reason}: the endpoint will never take them. "
            + "[operating.md: dead-letters]"
    )]
    public static partial void DeadLettered(this ILogger logger, long count, string reason);

    [LoggerMessage(
        1024,
        LogLevel.Error,
        "Delivery met an unexpected fault ({Type}), waits and tries again; nothing is lost. [operating.md: unexpected]"
    )]
    public static partial void UnexpectedFault(this ILogger logger, string type);

    [LoggerMessage(
        1025,
        LogLevel.Debug,
        "Request answered: {Detail}, {Count} verdicts, {Waiting} waiting. [operating.md: debug]"
    )]
    public static partial void Attempted(this ILogger logger, string detail, int count, long waiting);

    [LoggerMessage(
        1026,
        LogLevel.Warning,
        "{Count} activities were given up after they were recorded, the latest as {Reason}. [operating.md: dropped]"
    )]
    public static partial void Dropped(this ILogger logger, long count, DropReason reason);

    [LoggerMessage(
        1027,
        LogLevel.Warning,
        "The endpoint answers, but the oldest activity has waited for {Age} min; {Waiting} waiting. "
            + "[operating.md: still-waiting]"
    )]
    public static partial void StillWaiting(this ILogger logger, long age, long waiting);

    [LoggerMessage(
        1029,
        LogLevel.Information,
        "After {Duration} s no activity waits for long any more; {Waiting} waiting. [operating.md: still-waiting]"
    )]
    public static partial void WaitsNoMore(this ILogger logger, long duration, long waiting);

    [LoggerMessage(
        1028,
        LogLevel.Warning,
        "The vendor has ended this client instance ({Detail}), so nothing is delivered until it is configured anew. {Waiting} "
            + "waiting, room for about {Room} more; nothing is lost; it is asked again daily. [operating.md: instance-retired]"
    )]
    public static partial void InstanceRetired(this ILogger logger, string detail, long waiting, long room);
}
