using System.Data.Common;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Relational.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>
/// Counts and tells what the outbox meets: one line when something gets worse, one when it heals, a reminder at most every 15 minutes.
/// Safe for several threads; throws nothing.
/// </summary>
internal sealed class OutboxReporter(TrackingMeter meter, ILogger logger, TimeProvider timeProvider)
{
    private static readonly TimeSpan BetweenMeetings = TimeSpan.FromMinutes(2);

    private readonly Incident _database = new(timeProvider);
    private readonly Incident _tables = new(timeProvider);
    private readonly Incident _key = new(timeProvider);
    private readonly Incident _foreign = new(timeProvider);
    private readonly Lock _lock = new();
    private long _lockedAt;
    private volatile GivenUp _givenUp = GivenUp.Nothing;

    /// <summary>Gets whether the last thing asked of the database failed.</summary>
    public bool IsFaulty => _database.IsOn;

    /// <summary>Gets what this process gave up so far.</summary>
    public GivenUp GivenUp => _givenUp;

    /// <summary>Gets whether the tables were not there when they were last looked for.</summary>
    public bool IsMissing => _tables.IsOn;

    /// <summary>Gets whether a key is not at hand.</summary>
    public bool LacksKey => _key.IsOn;

    public void Failed(DbException exception)
    {
        // What the database says may hold values of the host's; its code is a word of a closed list.
        var code = exception.SqlState is { Length: 5 } state && state.All(char.IsAsciiLetterOrDigit) ? state : null;
        if (_database.IsDue())
        {
            logger.DatabaseFailed(code is null ? exception.GetType().Name : $"SQLSTATE {code}");
        }
    }

    public void Works()
    {
        if (_database.IsOver(out var lasted))
        {
            logger.DatabaseWorks((long)lasted.Value.TotalSeconds);
        }
    }

    public void Missing()
    {
        if (_tables.IsDue())
        {
            logger.TablesMissing();
        }
    }

    public void There()
    {
        if (_tables.IsOver(out var lasted))
        {
            logger.TablesThere((long)lasted.Value.TotalSeconds);
        }
    }

    /// <summary>Notes whether every key was at hand that was asked for.</summary>
    public void Keys(bool areThere)
    {
        if (!areThere)
        {
            Volatile.Write(ref _lockedAt, timeProvider.GetTimestamp());
            if (_key.IsDue())
            {
                logger.KeyMissing();
            }
        }
        // What waits for its key is met again each minute.
        else if (
            timeProvider.GetElapsedTime(Volatile.Read(ref _lockedAt)) >= BetweenMeetings
            && _key.IsOver(out var lasted)
        )
        {
            logger.KeyThere((long)lasted.Value.TotalSeconds);
        }
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

    /// <summary>Counts what was given up.</summary>
    public void Dropped(DropReason reason, long count)
    {
        if (count == 0)
        {
            return;
        }
        lock (_lock)
        {
            _givenUp = _givenUp.Drop(reason, count);
        }
        meter.Dropped(reason, count);
    }

    /// <summary>Counts what the endpoint will never take.</summary>
    public void DeadLettered(string reason, int count)
    {
        for (var one = 0; one < count; one++)
        {
            lock (_lock)
            {
                _givenUp = _givenUp.DeadLettered(reason);
            }
            meter.DeadLettered(reason);
        }
    }
}
