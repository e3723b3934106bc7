using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>Says what changed: one line when heartbeats begin to fail, one when they arrive again, likewise for the clock. Used by the loop alone.</summary>
internal sealed class HeartbeatReporter(TrackingCondition condition, ILogger logger, TimeProvider timeProvider)
{
    private readonly Reminders _reminders = new(timeProvider);
    private bool _isFailing;
    private bool _isNotTaken;

    public void Sent(SentHeartbeat sent)
    {
        if (sent.Reply.Answer is not null)
        {
            Arrived();
            Compare(sent.Skew);
        }
        else if (sent.Reply.IsNotTaken)
        {
            NotTaken(sent.Reply.Detail);
        }
        else
        {
            _isFailing = true;
            if (_reminders.IsDue("heartbeat"))
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

    private void Arrived()
    {
        _isNotTaken = false;
        _reminders.Clear();
        if (_isFailing)
        {
            _isFailing = false;
            logger.HeartbeatsAgain();
        }
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
        var isSkewed = skew.Duration() > ClockSkew.Allowed;
        if (isSkewed != condition.IsClockSkewed)
        {
            condition.IsClockSkewed = isSkewed;
            if (isSkewed)
            {
                logger.ClockSkewed((long)skew.TotalSeconds);
            }
            else
            {
                logger.ClockRight();
            }
        }
    }
}
