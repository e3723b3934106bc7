using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Capture;

/// <summary>
/// Counts what was captured, and says when activities begin to be refused, again at most every 15 minutes, and when they are
/// recorded again. Safe for several threads.
/// </summary>
internal sealed class CaptureReporter(TrackingMeter meter, ILogger logger, TimeProvider timeProvider)
{
    private readonly Incident _refusing = new(timeProvider);
    private readonly Reminders _reminders = new(timeProvider);
    private long _skipped;
    private long _faults;
    private long _refusedInARow;

    /// <summary>Begins to measure a call; it is ended in any case.</summary>
    public MeasuredCall Begin(int count) =>
        new(TrackingTrace.Track(count), meter.ListensToTrackDuration ? timeProvider.GetTimestamp() : null);

    /// <summary>Ends a call.</summary>
    public void End(MeasuredCall call, string outcome)
    {
        if (call.Began is { } began)
        {
            meter.Tracking(outcome, timeProvider.GetElapsedTime(began));
        }
        TrackingTrace.End(call.Span, outcome, isFailure: outcome != MeasuredCall.Recorded);
        call.Span?.Dispose();
    }

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
            // At a buffer's limit a small one fits and the next does not, which is no news each time.
            if (_refusing.IsOver(out var lasted, isCertain: false))
            {
                logger.RecordedAgain((long)lasted.Value.TotalSeconds, refused);
            }
        }
    }

    public void Refused(RefusalReason reason, long count)
    {
        meter.Captured(count);
        meter.Refused(reason, count);
        var refused = Interlocked.Add(ref _refusedInARow, count);
        if (reason != RefusalReason.Stopped && _refusing.IsDue(reason.ToString()))
        {
            logger.Refused(reason, refused);
        }
    }

    /// <summary>Counts changes that were seen and for which nothing was recorded.</summary>
    public void Skipped(RefusalReason reason, long count)
    {
        meter.CaptureSkipped(reason, count);
        var skipped = Interlocked.Add(ref _skipped, count);
        if (_reminders.IsDue(reason.ToString()))
        {
            logger.CaptureSkipped(reason, skipped);
        }
    }

    /// <summary>Counts a fault of capture's own.</summary>
    /// <param name="reason">A word of a closed list.</param>
    public void Faulted(string reason)
    {
        meter.CaptureFaulted(reason);
        var faults = Interlocked.Increment(ref _faults);
        if (_reminders.IsDue(reason))
        {
            logger.CaptureFaulted(reason, faults);
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
