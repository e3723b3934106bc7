using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Tells dead letters and drops, by what became of them in the buffer and not by what was asked for.</summary>
internal sealed class GivenUpReport(ILogger logger, TimeProvider timeProvider)
{
    private readonly Reminders _reminders = new(timeProvider);
    private long _toldDeadLetters;
    private long _toldDropped;

    public void Tell(GivenUp givenUp)
    {
        if (givenUp.DeadLetters > _toldDeadLetters && _reminders.IsDue("dead letters"))
        {
            logger.DeadLettered(givenUp.DeadLetters - _toldDeadLetters, givenUp.LatestRejection);
            _toldDeadLetters = givenUp.DeadLetters;
        }
        if (givenUp.Dropped > _toldDropped && _reminders.IsDue("drops"))
        {
            logger.Dropped(givenUp.Dropped - _toldDropped, givenUp.LatestDrop);
            _toldDropped = givenUp.Dropped;
        }
    }
}
