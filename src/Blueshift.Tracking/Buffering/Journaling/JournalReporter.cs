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
    private readonly Incident _storage = new(timeProvider);
    private readonly Incident _unreadable = new(timeProvider);
    private readonly Incident _foreign = new(timeProvider);
    private readonly Incident _filling = new(timeProvider);
    private readonly Reminders _reminders = new(timeProvider);
    private readonly Lock _lock = new();
    private volatile GivenUp _givenUp = GivenUp.Nothing;
    private volatile bool _hasUnread;
    private volatile bool _hasClosed;

    /// <summary>Gets whether the last thing asked of the disk failed.</summary>
    public bool IsFaulty => _storage.IsOn;

    /// <summary>Gets what this process gave up so far.</summary>
    public GivenUp GivenUp => _givenUp;

    public void StorageFailed(StorageFault fault)
    {
        if (_storage.IsDue("fault"))
        {
            logger.StorageFailed(fault.ToString());
        }
    }

    /// <summary>Notes that the disk did what was asked of it.</summary>
    /// <param name="isTrial">Whether it was a trial alone: what failed before may fail again.</param>
    public void StorageWorks(bool isTrial = false)
    {
        if (_storage.IsOver(out var lasted, isCertain: !isTrial))
        {
            logger.StorageWorks((long)lasted.Value.TotalSeconds);
        }
    }

    public void StorageHangs(RefusalReason reason)
    {
        if (_storage.IsDue("hang"))
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

    /// <summary>Notes that something of an open journal could not be read.</summary>
    public void Unreadable()
    {
        _hasUnread = true;
        TellUnreadable();
    }

    /// <summary>Notes that a whole journal could not be read. Met again at each look.</summary>
    public void CannotOpen()
    {
        _hasClosed = true;
        TellUnreadable();
    }

    public void ForeignWaits(long count)
    {
        if (count == 0)
        {
            if (_foreign.IsOver(out var lasted))
            {
                logger.ForeignGone((long)lasted.Value.TotalSeconds);
            }
        }
        else if (_foreign.IsDue())
        {
            logger.ForeignWaits(count);
        }
    }

    /// <summary>Notes that all journals are about to be looked at: what cannot be opened now is met now.</summary>
    public void Looks() => _hasClosed = false;

    /// <summary>Says how full the buffer is, when that is news; and that all of it can be read again. Due every minute.</summary>
    public void Looked(BufferState state)
    {
        if (!state.IsNearlyFull)
        {
            // What is delivered moves it over the mark and back.
            if (_filling.IsOver(out var lasted, isCertain: false))
            {
                logger.RoomAgain((long)lasted.Value.TotalSeconds, state.Room, state.Waiting);
            }
        }
        else if (_filling.IsDue())
        {
            logger.NearlyFull(100 * state.Bytes / state.BytesLimit, state.Waiting, state.Room);
        }
        // What of an open journal cannot be read is asked for by delivery alone, which may be waiting itself.
        _hasUnread &= state.Waiting > 0;
        if (!_hasUnread && !_hasClosed && _unreadable.IsOver(out var unread))
        {
            logger.ReadableAgain((long)unread.Value.TotalSeconds, state.Waiting);
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

    private void TellUnreadable()
    {
        if (_unreadable.IsDue())
        {
            logger.Unreadable();
        }
    }
}
