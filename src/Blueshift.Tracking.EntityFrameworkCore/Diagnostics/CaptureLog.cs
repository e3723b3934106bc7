using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.EntityFrameworkCore.Diagnostics;

/// <summary>Is every message of this package; the rules are those of the core's <c>Log</c>. Ids: 1700.</summary>
internal static partial class CaptureLog
{
    [LoggerMessage(
        1700,
        LogLevel.Warning,
        "User activity tracking is off: the database of {Context} is not relational ({Provider}), so nothing could wait in it. "
            + "[operating.md: not-relational]"
    )]
    public static partial void NotRelational(this ILogger logger, string context, string provider);

    [LoggerMessage(
        1701,
        LogLevel.Error,
        "Capture of user activities could not be put together: {Type}. Saves go on, and what they change is not recorded. "
            + "[operating.md: capture-cannot-begin]"
    )]
    public static partial void CaptureCannotBegin(this ILogger logger, string type);
}
