using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Diagnostics;

/// <summary>Is every message of what health says and no other area does: ids 1060.</summary>
internal static partial class HealthLog
{
    [LoggerMessage(
        1060,
        LogLevel.Warning,
        "The buffer's folder goes with the container, and what waits in it too. Name a folder on a volume in "
            + "UserActivityTracking:Buffer:Folder. [operating.md: volatile-folder]"
    )]
    public static partial void FolderIsVolatile(this ILogger logger);

    [LoggerMessage(
        1061,
        LogLevel.Warning,
        "File locks do not work in the buffer's folder, so this process leaves alone what others left there. Name a folder on a "
            + "local disk in UserActivityTracking:Buffer:Folder. [operating.md: locks-missing]"
    )]
    public static partial void LocksDoNotWork(this ILogger logger);

    [LoggerMessage(
        1062,
        LogLevel.Warning,
        "The buffer is at {Percent} % of UserActivityTracking:Buffer:MaxBytes: {Waiting} waiting, room for about {Room} more, then "
            + "activities are refused. [operating.md: nearly-full]"
    )]
    public static partial void NearlyFull(this ILogger logger, long percent, long waiting, long room);

    [LoggerMessage(
        1063,
        LogLevel.Information,
        "The buffer has room again after {Duration} s, for about {Room} more; {Waiting} waiting. [operating.md: nearly-full]"
    )]
    public static partial void RoomAgain(this ILogger logger, long duration, long room, long waiting);

    [LoggerMessage(
        1064,
        LogLevel.Information,
        "What could not be read of the buffer is read again after {Duration} s; {Waiting} waiting. "
            + "[operating.md: key-unavailable]"
    )]
    public static partial void ReadableAgain(this ILogger logger, long duration, long waiting);

    [LoggerMessage(
        1065,
        LogLevel.Information,
        "After {Duration} s nothing waits any more in this buffer's folder for another client instance or endpoint. "
            + "[operating.md: foreign-waiting]"
    )]
    public static partial void ForeignGone(this ILogger logger, long duration);
}
