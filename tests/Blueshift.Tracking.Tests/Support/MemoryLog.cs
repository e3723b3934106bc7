using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is the log of <see cref="MemoryActivityBuffer"/>, which locks around every call.</summary>
internal sealed class MemoryLog(long bytesLimit, TrackingMeter meter, TimeProvider timeProvider)
{
    private readonly SortedDictionary<long, MemoryRecord> _waiting = [];
    private readonly SortedDictionary<long, MemoryRecord> _claimed = [];
    private readonly MemoryParking _parked = new();
    private readonly List<(MemoryRecord Record, string Reason)> _deadLetters = [];
    private readonly long _deadLetterBytesLimit = bytesLimit / 10;
    private long _lastSequence;
    private long _delivered;
    private GivenUp _givenUp = GivenUp.Nothing;
    private long _bytes;
    private long _deadLetterBytes;
    private DateTimeOffset? _lastAcknowledged;
    private DateTimeOffset _heldUntil;

    /// <summary>Gets when something may be claimed that cannot be now.</summary>
    public DateTimeOffset? Earliest => _heldUntil > timeProvider.GetUtcNow() ? _heldUntil : _parked.EarliestNotBefore;

    public RefusalReason Append(EncodedActivity activity, DateTimeOffset now)
    {
        var length = MemoryRecord.SizeOf(activity);
        if (_bytes + length > bytesLimit)
        {
            return RefusalReason.BufferFull;
        }
        _bytes += length;
        _lastSequence++;
        _waiting.Add(_lastSequence, new MemoryRecord(_lastSequence, activity, now));
        return RefusalReason.None;
    }

    /// <summary>Returns parked activities that are due, and says whether anything is claimable.</summary>
    public bool HasClaimable(DateTimeOffset now)
    {
        if (_heldUntil > now)
        {
            return false;
        }
        foreach (var record in _parked.TakeDue(now))
        {
            _waiting.Add(record.Sequence, record);
        }
        return _waiting.Count > 0;
    }

    public IReadOnlyList<MemoryRecord> Take(int maxCount, int maxBytes)
    {
        var taken = new List<MemoryRecord>();
        var bytes = 0L;
        foreach (var record in _waiting.Values)
        {
            bytes += record.Activity.Bytes.Length;
            if (taken.Count == maxCount || (taken.Count > 0 && bytes > maxBytes))
            {
                break;
            }
            taken.Add(record);
        }
        foreach (var record in taken)
        {
            _waiting.Remove(record.Sequence);
            _claimed.Add(record.Sequence, record);
        }
        return taken;
    }

    public void Settle(long sequence, Settlement settlement)
    {
        _claimed.Remove(sequence, out var found);
        var record = found!;
        switch (settlement.Kind)
        {
            case SettlementKind.Delivered:
                _delivered++;
                _bytes -= record.Size;
                _lastAcknowledged = timeProvider.GetUtcNow();
                break;
            case SettlementKind.DeadLetter:
                KeepDeadLetter(record, settlement.Reason!);
                break;
            case SettlementKind.Park:
                _parked.Add(record, settlement.NotBefore);
                break;
            case SettlementKind.Drop:
                Drop(record, settlement.DropReason);
                break;
            default:
                _waiting.Add(sequence, record);
                var until = timeProvider.GetUtcNow() + settlement.Hold;
                _heldUntil = until > _heldUntil ? until : _heldUntil;
                break;
        }
    }

    public BufferState GetState()
    {
        var open = _waiting.Count + _claimed.Count;
        return new BufferState
        {
            Description = new BufferDescription("memory", "none", "lost when the process ends"),
            IsDurable = false,
            Recorded = _lastSequence,
            Delivered = _delivered,
            Waiting = open + _parked.Count,
            Parked = _parked.Count,
            DeadLetters = _deadLetters.Count,
            Dropped = _givenUp.Dropped,
            GivenUp = _givenUp,
            Bytes = _bytes,
            BytesLimit = bytesLimit,
            LastSequence = _lastSequence,
            SettledThrough = open == 0 ? _lastSequence : FirstOpen().Sequence - 1,
            OldestWaiting = open == 0 ? _parked.OldestRecorded : FirstOpen().RecordedAt,
            LastAcknowledged = _lastAcknowledged,
        };
    }

    private MemoryRecord FirstOpen()
    {
        var waiting = _waiting.Count == 0 ? null : _waiting.First().Value;
        var claimed = _claimed.Count == 0 ? null : _claimed.First().Value;
        return waiting is null || (claimed is not null && claimed.Sequence < waiting.Sequence) ? claimed! : waiting;
    }

    private void KeepDeadLetter(MemoryRecord record, string reason)
    {
        var length = record.Size;
        if (_deadLetterBytes + length > _deadLetterBytesLimit)
        {
            Drop(record, DropReason.DeadLettersFull);
            return;
        }
        _deadLetterBytes += length;
        _deadLetters.Add((record, reason));
        _givenUp = _givenUp.DeadLettered(reason);
        meter.DeadLettered(reason);
    }

    private void Drop(MemoryRecord record, DropReason reason)
    {
        _givenUp = _givenUp.Drop(reason, 1);
        _bytes -= record.Size;
        meter.Dropped(reason);
    }
}
