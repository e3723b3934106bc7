namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Is the set of settled sequences as the bookmark can hold it: all up to one, and a limited number of ranges above. What is in
/// it once stays in it. Not safe for several threads.
/// </summary>
internal sealed class SettledRanges
{
    private readonly List<SequenceRange> _ranges = [];

    public SettledRanges(long through, IEnumerable<SequenceRange> ranges)
    {
        Through = through;
        foreach (var range in ranges)
        {
            TryAdd(range);
        }
        Recount();
    }

    /// <summary>Gets the sequence up to which everything is settled.</summary>
    public long Through { get; private set; }

    /// <summary>Gets how many sequences are settled.</summary>
    public long Count { get; private set; }

    /// <summary>Gets the highest sequence that is settled.</summary>
    public long Highest => _ranges.Count == 0 ? Through : _ranges[^1].To;

    public bool IsFull => _ranges.Count >= JournalLimits.MaxSettledRanges;

    public IReadOnlyList<SequenceRange> Ranges => _ranges;

    /// <summary>Gets the first sequence from the given one on that is not settled.</summary>
    public long NextOpen(long from)
    {
        var next = Math.Max(from, Through + 1);
        var index = IndexOf(next);
        return index >= 0 && index < _ranges.Count && _ranges[index].From <= next ? _ranges[index].To + 1 : next;
    }

    /// <summary>Cuts out of a range what is not settled.</summary>
    public IEnumerable<SequenceRange> Open(SequenceRange range)
    {
        for (var from = NextOpen(range.From); from <= range.To; )
        {
            var index = IndexOf(from);
            var to = index < _ranges.Count ? Math.Min(range.To, _ranges[index].From - 1) : range.To;
            yield return new SequenceRange(from, to);
            from = NextOpen(to + 1);
        }
    }

    public bool Contains(long sequence) => NextOpen(sequence) != sequence;

    /// <summary>Adds sequences.</summary>
    /// <returns><see langword="false"/> when that needs a range more than there is room for, or one too far above; nothing was added.</returns>
    public bool TryAdd(SequenceRange added)
    {
        var from = Math.Max(added.From, Through + 1);
        var to = added.To;
        if (to < from)
        {
            return true;
        }
        // All that touch or overlap become one with it.
        var first = IndexOf(from - 1);
        var end = first;
        while (end < _ranges.Count && _ranges[end].From <= to + 1)
        {
            from = Math.Min(from, _ranges[end].From);
            to = Math.Max(to, _ranges[end].To);
            end++;
        }
        if (from == Through + 1)
        {
            _ranges.RemoveRange(first, end - first);
            Through = to;
            Recount();
            return true;
        }
        if ((first == end && IsFull) || to - Through > uint.MaxValue)
        {
            return false;
        }
        _ranges.RemoveRange(first, end - first);
        _ranges.Insert(first, new SequenceRange(from, to));
        Recount();
        return true;
    }

    /// <summary>Takes over sequences, the lowest first, for as long as each has a range now.</summary>
    public void Absorb(SortedSet<long> waiting)
    {
        while (waiting.Count > 0 && TryAdd(new SequenceRange(waiting.Min, waiting.Min)))
        {
            waiting.Remove(waiting.Min);
        }
    }

    // The first range that ends at or after the sequence.
    private int IndexOf(long sequence)
    {
        var low = 0;
        var high = _ranges.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ranges[middle].To < sequence)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    private void Recount()
    {
        var count = Through;
        foreach (var range in _ranges)
        {
            count += range.Count;
        }
        Count = count;
    }
}
