using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Diagnostics;

/// <summary>Is every message of the buffer; the rules are those of <see cref="Log"/>. Ids: 1040.</summary>
internal static partial class BufferLog
{
    [LoggerMessage(
        1040,
        LogLevel.Warning,
        "The disk of the buffer failed ({Fault}). What cannot be stored is refused; what is stored stays. "
            + "[operating.md: storage-fault]"
    )]
    public static partial void StorageFailed(this ILogger logger, string fault);

    [LoggerMessage(
        1041,
        LogLevel.Information,
        "The disk of the buffer works again after {Duration} s. [operating.md: storage-fault]"
    )]
    public static partial void StorageWorks(this ILogger logger, long duration);

    [LoggerMessage(
        1042,
        LogLevel.Warning,
        "The buffer got no answer in time ({Reason}). Callers are refused at once until it comes. "
            + "[operating.md: storage-timeout]"
    )]
    public static partial void StorageHangs(this ILogger logger, RefusalReason reason);

    [LoggerMessage(
        1043,
        LogLevel.Warning,
        "{Count} activities are on the disk after all, although they were refused as StorageTimeout. "
            + "[operating.md: storage-timeout]"
    )]
    public static partial void Late(this ILogger logger, long count);

    [LoggerMessage(
        1044,
        LogLevel.Warning,
        "A part of the buffer cannot be read now: its key is not at hand, the disk does not answer, or a later version wrote it. "
            + "It is kept and tried again every minute. [operating.md: key-unavailable]"
    )]
    public static partial void Unreadable(this ILogger logger);

    [LoggerMessage(
        1045,
        LogLevel.Error,
        "The buffer met an unexpected fault ({Type}) and goes on. [operating.md: unexpected]"
    )]
    public static partial void UnexpectedBufferFault(this ILogger logger, string type);

    [LoggerMessage(
        1046,
        LogLevel.Warning,
        "{Count} activities wait in this buffer's folder that belong to another client instance or endpoint. They are kept and "
            + "not sent. [operating.md: foreign-waiting]"
    )]
    public static partial void ForeignWaits(this ILogger logger, long count);
}
