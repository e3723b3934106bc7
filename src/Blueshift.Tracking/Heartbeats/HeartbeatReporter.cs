using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>Says what changed: one line when heartbeats begin to fail, one when they arrive again, likewise for the clock. Used by the loop alone.</summary>
internal sealed class HeartbeatReporter(TrackingCondition condition, ILogger logger, TimeProvider timeProvider)
{
    private readonly Incident _failing = new(timeProvider);
    private readonly Incident _skewed = new(timeProvider);
    private readonly Reminders _reminders = new(timeProvider);
    private int _failed;
    private bool _isNotTaken;

    public void Sent(SentHeartbeat sent)
    {
        if (sent.Reply.Answer is not null)
        {
            Arrived();
            Compare(sent.Skew);
        }
        else if (sent.IsNotTaken)
        {
            NotTaken(sent.Reply.Detail);
        }
        else
        {
            _failed++;
            if (_failing.IsDue())
            {
                logger.HeartbeatFailed(sent.Reply.Detail);
            }
        }
    }

    public void Unexpected(Exception exception)
    {
        if (_reminders.IsDue("fault"))
        {
            // The type alone: a message from elsewhere may quote what it was given.
            logger.HeartbeatFault(exception.GetType().FullName!);
        }
    }

    /// <summary>Notes that another process sends them, and what it learned of this host's clock, if anything.</summary>
    public void SentElsewhere(TimeSpan? ahead)
    {
        _isNotTaken = false;
        if (_failing.IsOver(out var lasted))
        {
            logger.HeartbeatsElsewhere(_failed, (long)lasted.Value.TotalSeconds);
        }
        _failed = 0;
        if (ahead is { } skew)
        {
            Compare(skew);
        }
    }

    private void Arrived()
    {
        _isNotTaken = false;
        _reminders.Clear();
        if (_failing.IsOver(out var lasted))
        {
            logger.HeartbeatsAgain((long)lasted.Value.TotalSeconds, _failed);
        }
        _failed = 0;
    }

    private void NotTaken(string detail)
    {
        if (!_isNotTaken)
        {
            _isNotTaken = true;
            logger.HeartbeatsNotTaken(detail);
        }
    }

    private void Compare(TimeSpan skew)
    {
        condition.IsClockSkewed = skew.Duration() > ClockSkew.Allowed;
        if (!condition.IsClockSkewed)
        {
            if (_skewed.IsOver(out var lasted))
            {
                logger.ClockRight((long)lasted.Value.TotalSeconds);
            }
        }
        else if (_skewed.IsDue())
        {
            logger.ClockSkewed((long)skew.TotalSeconds);
        }
    }
}
