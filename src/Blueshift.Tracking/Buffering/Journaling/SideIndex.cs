namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is the live entries of a side journal, by sequence. Not safe for several threads; its journal locks.</summary>
internal sealed class SideIndex(JournalStream stream)
{
    private readonly SortedDictionary<long, SideEntry> _entries = [];
    private readonly SortedSet<(DateTimeOffset NotBefore, long Sequence)> _due = [];
    private DateTimeOffset? _oldest;

    /// <summary>Gets the entries by when they may be claimed.</summary>
    public IEnumerable<(DateTimeOffset NotBefore, long Sequence)> Due => _due;

    public int Count => _entries.Count;

    public IReadOnlyCollection<SideEntry> Entries => _entries.Values;

    /// <summary>Gets how many operations were applied that no longer matter.</summary>
    public long Garbage { get; private set; }

    /// <summary>Gets since when the oldest one waits.</summary>
    public DateTimeOffset? Oldest
    {
        get
        {
            if (_oldest is null && _entries.Count > 0)
            {
                _oldest = _entries.Values.Min(entry => entry.RecordedAt);
            }
            return _oldest;
        }
    }

    public SideEntry? Find(long sequence) => _entries.GetValueOrDefault(sequence);

    public void Apply(SideEntry entry, bool isAdded)
    {
        if (isAdded)
        {
            Drop(entry.Sequence);
            _entries[entry.Sequence] = entry;
            _due.Add((entry.NotBefore, entry.Sequence));
            _oldest = _oldest < entry.RecordedAt ? _oldest : null;
        }
        else
        {
            Drop(entry.Sequence);
        }
    }

    private void Drop(long sequence)
    {
        if (_entries.Remove(sequence, out var removed))
        {
            _due.Remove((removed.NotBefore, sequence));
            Garbage += 2;
            _oldest = removed.RecordedAt == _oldest ? null : _oldest;
        }
    }

    /// <summary>Applies what stands in one frame.</summary>
    public void Apply(ReadOnlySpan<byte> plain, uint segment, long frameOffset)
    {
        var offset = 0;
        while (
            offset < plain.Length
            && SideEntryFormat.Read(plain[offset..], stream, out var entry, out var isAdded) is > 0 and var length
        )
        {
            Apply(
                entry with
                {
                    Segment = segment,
                    FrameOffset = frameOffset,
                    RecordOffset = offset + entry.RecordOffset,
                },
                isAdded
            );
            offset += length;
        }
    }
}
