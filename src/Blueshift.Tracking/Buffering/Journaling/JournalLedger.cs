namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Knows of every sequence of one journal whether it is open, claimed or settled, in memory that does not grow with what waits.
/// It does no I/O. Safe for several threads.
/// </summary>
internal sealed class JournalLedger
{
    private readonly Lock _lock = new();
    private readonly SettledRanges _settled;
    private readonly ClaimCursor _cursor;

    // Delivered, but without a range in the bookmark: after a crash they are sent once more.
    private readonly SortedSet<long> _remembered = [];

    // Left the log other than delivered since the last good slot: the segment must stay until one says so.
    private readonly List<SequenceRange> _unsaved = [];
    private long _last;
    private DateTimeOffset? _oldest;

    public JournalLedger(BookmarkSlot slot, long firstSequence, long lastSequence)
    {
        _settled = new SettledRanges(slot.SettledThrough, slot.Ranges);
        // A log that begins above what the bookmark says was delivered up to there: the deletion is the record.
        _settled.TryAdd(new SequenceRange(1, firstSequence - 1));
        _cursor = new ClaimCursor(_settled, _remembered);
        Tally = new JournalTally(slot);
        // What is settled was recorded, whatever became of its frame since: its number is never given again.
        _last = Math.Max(lastSequence, _settled.Highest);
    }

    /// <summary>Gets what is counted beside the sequences.</summary>
    public JournalTally Tally { get; }

    public long LastSequence
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>Gets since when the oldest open activity waits, as far as it is known; <see langword="null"/> when none does.</summary>
    public DateTimeOffset? Oldest
    {
        get
        {
            lock (_lock)
            {
                return _settled.Through < _last ? _oldest : null;
            }
        }
    }

    /// <summary>Notes what became durable.</summary>
    public void Recorded(long last, DateTimeOffset at)
    {
        lock (_lock)
        {
            _oldest = _settled.Through == _last ? at : _oldest;
            _last = last;
        }
    }

    /// <summary>Takes the lowest sequence that may be claimed.</summary>
    public bool TryTake(out long sequence)
    {
        lock (_lock)
        {
            return _cursor.TryTake(_last, out sequence);
        }
    }

    public bool HasClaimable()
    {
        lock (_lock)
        {
            return _cursor.TryPeek(_last, out _);
        }
    }

    /// <summary>Lets a taken sequence be taken again.</summary>
    public void Release(long sequence)
    {
        lock (_lock)
        {
            _cursor.Release(sequence);
        }
    }

    /// <summary>Settles a sequence as delivered.</summary>
    public void Deliver(long sequence)
    {
        lock (_lock)
        {
            var range = new SequenceRange(sequence, sequence);
            _cursor.Settled(range);
            if (!_settled.TryAdd(range))
            {
                _remembered.Add(sequence);
            }
        }
    }

    /// <summary>Settles sequences that went to a side journal or were dropped.</summary>
    /// <returns><see langword="false"/> when the bookmark has no range for them; they are as before.</returns>
    public bool TryDivert(SequenceRange range)
    {
        lock (_lock)
        {
            if (!_settled.TryAdd(range))
            {
                return false;
            }
            _cursor.Settled(range);
            _unsaved.Add(range);
            _last = Math.Max(_last, range.To);
            return true;
        }
    }

    /// <summary>Cuts out of a range what is still open; of what is claimed only the given sequence.</summary>
    public IReadOnlyList<SequenceRange> OpenParts(SequenceRange range, long taken)
    {
        lock (_lock)
        {
            return _cursor.OpenParts(range, taken);
        }
    }

    /// <summary>Leaves out what cannot be read now, among it a sequence that was just taken.</summary>
    public void LayAside(SequenceRange range, long taken)
    {
        lock (_lock)
        {
            _cursor.LayAside(range, taken);
        }
    }

    /// <summary>Lets what was laid aside be claimed again.</summary>
    public void TakeUp()
    {
        lock (_lock)
        {
            _cursor.TakeUp();
        }
    }

    /// <summary>Says whether a segment may go: all of it settled, and nothing of it left the log that no slot says.</summary>
    public bool MayForget(SegmentInfo segment)
    {
        lock (_lock)
        {
            return segment.Last <= _settled.Through
                && !_unsaved.Exists(range => range.To >= segment.First && range.From <= segment.Last);
        }
    }

    /// <summary>Notes that a slot with everything so far is on the disk.</summary>
    public void Saved()
    {
        lock (_lock)
        {
            _unsaved.Clear();
        }
    }

    /// <summary>Notes since when the oldest open activity waits.</summary>
    public void OldestIs(DateTimeOffset at, long sequence)
    {
        lock (_lock)
        {
            // Behind others that are open it is not the oldest; what was known of those stands.
            _oldest = sequence == _settled.Through + 1 || _oldest is null ? at : _oldest;
        }
    }

    /// <summary>Copies everything as it is at one moment.</summary>
    public LedgerState Read()
    {
        lock (_lock)
        {
            _settled.Absorb(_remembered);
            return new LedgerState
            {
                LastSequence = _last,
                SettledThrough = _settled.Through,
                Settled = _settled.Count + _remembered.Count,
                Ranges = [.. _settled.Ranges],
                Dropped = Tally.Dropped,
                LastAcknowledged = Tally.LastAcknowledged,
            };
        }
    }
}
