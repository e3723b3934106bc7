namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Knows which sequence is claimed next: what was released first, then what nobody took yet. Not safe for several threads; its
/// ledger locks.
/// </summary>
internal sealed class ClaimCursor(SettledRanges settled, SortedSet<long> remembered)
{
    private readonly SortedSet<long> _released = [];
    private readonly HashSet<long> _held = [];
    private readonly List<SequenceRange> _aside = [];
    private long _next = 1;

    /// <summary>Takes the lowest sequence up to the last one.</summary>
    public bool TryTake(long last, out long sequence)
    {
        if (!TryPeek(last, out sequence))
        {
            return false;
        }
        if (!_released.Remove(sequence))
        {
            _next = sequence + 1;
        }
        _held.Add(sequence);
        return true;
    }

    public bool TryPeek(long last, out long sequence)
    {
        if (_released.Count > 0)
        {
            sequence = _released.Min;
            return true;
        }
        MoveOn();
        sequence = _next;
        // Without a range left nothing beyond them is begun: it could not be written down. What fills a gap makes room.
        return sequence <= last && (!settled.IsFull || sequence < settled.Highest);
    }

    /// <summary>Cuts out of a range what is still open; of what is claimed only the given sequence.</summary>
    public IReadOnlyList<SequenceRange> OpenParts(SequenceRange range, long taken)
    {
        var parts = new List<SequenceRange>();
        var from = range.From;
        // From one that is not open to the next: what a damaged header says may be any number of them.
        var closed = remembered
            .Concat(_held)
            .Where(sequence => sequence != taken && sequence >= range.From && sequence <= range.To)
            .Order()
            .Append(range.To + 1);
        foreach (var next in closed)
        {
            parts.AddRange(settled.Open(new SequenceRange(from, next - 1)));
            from = next + 1;
        }
        return parts;
    }

    public void Release(long sequence)
    {
        if (_held.Remove(sequence))
        {
            _released.Add(sequence);
        }
    }

    public void Settled(SequenceRange range)
    {
        if (range.Count == 1)
        {
            _held.Remove(range.From);
            _released.Remove(range.From);
        }
        else
        {
            SettledMany(range);
        }
    }

    /// <summary>Leaves out what cannot be read now, among it a sequence that was just taken.</summary>
    public void LayAside(SequenceRange range, long taken)
    {
        _held.Remove(taken);
        _released.RemoveWhere(sequence => sequence >= range.From && sequence <= range.To);
        _aside.Add(range);
    }

    /// <summary>Lets what was laid aside be taken again.</summary>
    public void TakeUp()
    {
        foreach (var range in _aside)
        {
            _next = Math.Min(_next, range.From);
        }
        _aside.Clear();
    }

    // By itself: what it captures would be allocated for each single one too.
    private void SettledMany(SequenceRange range)
    {
        _held.RemoveWhere(sequence => sequence >= range.From && sequence <= range.To);
        _released.RemoveWhere(sequence => sequence >= range.From && sequence <= range.To);
    }

    private void MoveOn()
    {
        long before;
        do
        {
            before = _next;
            _next = settled.NextOpen(_next);
            foreach (var range in _aside)
            {
                _next = _next >= range.From && _next <= range.To ? range.To + 1 : _next;
            }
            if (_held.Contains(_next) || _released.Contains(_next) || remembered.Contains(_next))
            {
                _next++;
            }
        } while (_next != before);
    }
}
