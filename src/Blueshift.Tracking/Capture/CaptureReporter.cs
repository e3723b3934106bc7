using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Capture;

/// <summary>
/// Counts what was captured, and says when activities begin to be refused, again at most every 15 minutes, and when they are
/// recorded again. Safe for several threads.
/// </summary>
internal sealed class CaptureReporter(TrackingMeter meter, ILogger logger, TimeProvider timeProvider)
{
    private readonly Reminders _reminders = new(timeProvider);
    private long _refusedInARow;

    public void Recorded(long additions, long removals)
    {
        meter.Captured(additions + removals);
        meter.Recorded(UserActivityStatus.Addition, additions);
        meter.Recorded(UserActivityStatus.Removal, removals);
        // Read before it is exchanged: the usual call pays for a read alone.
        if (
            additions + removals > 0
            && Volatile.Read(ref _refusedInARow) > 0
            && Interlocked.Exchange(ref _refusedInARow, 0) is > 0 and var refused
        )
        {
            logger.RecordedAgain(refused);
        }
    }

    public void Refused(RefusalReason reason, long count)
    {
        meter.Captured(count);
        meter.Refused(reason, count);
        var refused = Interlocked.Add(ref _refusedInARow, count);
        if (reason != RefusalReason.Stopped && _reminders.IsDue(reason.ToString()))
        {
            logger.Refused(reason, refused);
        }
    }

    public void Adjusted(CapturedActivity captured)
    {
        Count("firstName", captured.FirstName);
        Count("lastName", captured.LastName);
        Count("email", captured.Email);
    }

    private void Count(string member, TextRules rules)
    {
        if (rules == TextRules.None)
        {
            return;
        }
        foreach (var rule in Enum.GetValues<TextRules>())
        {
            if (rule != TextRules.None && rules.HasFlag(rule))
            {
                meter.Adjusted(member, rule.ToString());
            }
        }
    }
}
