namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Knows the log's segments in order. Safe for several threads.</summary>
internal sealed class SegmentCatalog(JournalBytes bytes)
{
    private readonly Lock _lock = new();
    private readonly List<SegmentInfo> _segments = [];
    private uint _lastNumber;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _segments.Count;
            }
        }
    }

    public SegmentInfo? Newest
    {
        get
        {
            lock (_lock)
            {
                return _segments.Count == 0 ? null : _segments[^1];
            }
        }
    }

    /// <summary>Gives a number above every one given or found before.</summary>
    public uint NextNumber()
    {
        lock (_lock)
        {
            return ++_lastNumber;
        }
    }

    /// <summary>Keeps a number from being given: a file of that number exists.</summary>
    public void Seen(uint number)
    {
        lock (_lock)
        {
            _lastNumber = Math.Max(_lastNumber, number);
        }
    }

    public void Add(SegmentInfo segment)
    {
        lock (_lock)
        {
            _segments.Add(segment);
            _lastNumber = Math.Max(_lastNumber, segment.Number);
        }
        bytes.Add(segment.Bytes);
    }

    /// <summary>Notes what a flush made durable.</summary>
    public void Grow(SegmentInfo segment, uint frames, long last, long readable)
    {
        long more;
        lock (_lock)
        {
            more = readable - segment.Bytes;
            segment.Frames = frames;
            segment.Last = last;
            segment.Readable = readable;
            segment.Bytes = readable;
        }
        bytes.Add(more);
    }

    /// <summary>Notes that a segment gets no more frames, and how long its file is after all.</summary>
    public void Close(SegmentInfo segment, long length)
    {
        long more;
        lock (_lock)
        {
            more = length - segment.Bytes;
            segment.Bytes = length;
            segment.IsOpen = false;
        }
        bytes.Add(more);
    }

    /// <summary>Finds the segment of a sequence.</summary>
    /// <returns><see langword="null"/> when none holds it.</returns>
    public SegmentInfo? Find(long sequence)
    {
        lock (_lock)
        {
            var low = 0;
            var high = _segments.Count - 1;
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var segment = _segments[middle];
                if (sequence > segment.Last)
                {
                    low = middle + 1;
                }
                else if (sequence < segment.First)
                {
                    high = middle - 1;
                }
                else
                {
                    return segment;
                }
            }
            return null;
        }
    }

    /// <summary>Gets the oldest segment if it may be deleted: settled to its last sequence, and neither open nor the newest.</summary>
    public SegmentInfo? OldestSettled(long settledThrough)
    {
        lock (_lock)
        {
            return _segments.Count > 1 && !_segments[0].IsOpen && _segments[0].Last <= settledThrough
                ? _segments[0]
                : null;
        }
    }

    public void Remove(SegmentInfo segment)
    {
        lock (_lock)
        {
            if (!_segments.Remove(segment))
            {
                return;
            }
        }
        bytes.Add(-segment.Bytes);
    }

    public IReadOnlyList<SegmentInfo> List()
    {
        lock (_lock)
        {
            return _segments.ToArray();
        }
    }

    /// <summary>Puts a rewritten segment in the place of the one with its number.</summary>
    public void Replace(SegmentInfo old, SegmentInfo rewritten)
    {
        lock (_lock)
        {
            _segments[_segments.IndexOf(old)] = rewritten;
        }
        bytes.Add(rewritten.Bytes - old.Bytes);
    }

    /// <summary>Copies a segment's numbers as they are at one moment.</summary>
    public (long Last, long Readable) Extent(SegmentInfo segment)
    {
        lock (_lock)
        {
            return (segment.Last, segment.Readable);
        }
    }
}
