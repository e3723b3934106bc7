using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Counts and tells what the journal meets: one line when the storage gets worse, one when it heals, a reminder at most every 15
/// minutes. Safe for several threads; throws nothing.
/// </summary>
internal sealed class JournalReporter(TrackingMeter meter, ILogger logger, TimeProvider timeProvider)
{
    private readonly Reminders _reminders = new(timeProvider);
    private readonly Lock _lock = new();
    private volatile bool _isFaulty;
    private volatile GivenUp _givenUp = GivenUp.Nothing;

    /// <summary>Gets whether the last thing asked of the disk failed.</summary>
    public bool IsFaulty => _isFaulty;

    /// <summary>Gets what this process gave up so far.</summary>
    public GivenUp GivenUp => _givenUp;

    public void StorageFailed(StorageFault fault)
    {
        _isFaulty = true;
        if (_reminders.IsDue("storage"))
        {
            logger.StorageFailed(fault.ToString());
        }
    }

    public void StorageWorks()
    {
        if (_isFaulty)
        {
            _isFaulty = false;
            _reminders.Clear();
            logger.StorageWorks();
        }
    }

    public void StorageHangs(RefusalReason reason)
    {
        _isFaulty = true;
        if (_reminders.IsDue("hangs"))
        {
            logger.StorageHangs(reason);
        }
    }

    /// <summary>Counts what is on the disk after all, although its callers were told otherwise.</summary>
    public void Late(Commit commit)
    {
        var recorded = 0L;
        var removals = 0L;
        foreach (var part in commit.Parts)
        {
            if (commit.Result(part).Recorded > 0)
            {
                recorded += part.Count;
                removals += part.Removals;
            }
        }
        meter.Late(recorded - removals, removals);
        logger.Late(recorded);
    }

    public void Unreadable()
    {
        if (_reminders.IsDue("unreadable"))
        {
            logger.Unreadable();
        }
    }

    public void ForeignWaits(long count)
    {
        if (count > 0 && _reminders.IsDue("foreign"))
        {
            logger.ForeignWaits(count);
        }
    }

    public void DeadLettered(string reason)
    {
        lock (_lock)
        {
            _givenUp = _givenUp.DeadLettered(reason);
        }
        meter.DeadLettered(reason);
    }

    public void Dropped(DropReason reason, long count)
    {
        lock (_lock)
        {
            _givenUp = _givenUp.Drop(reason, count);
        }
        meter.Dropped(reason, count);
    }

    public void Unexpected(Exception exception)
    {
        if (_reminders.IsDue("unexpected"))
        {
            // The type alone: a message from elsewhere may quote what it was given.
            logger.UnexpectedBufferFault(exception.GetType().FullName!);
        }
    }
}
