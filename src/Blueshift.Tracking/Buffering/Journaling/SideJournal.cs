using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Keeps what left the log and is not delivered: a small log of entries added and removed, with its index in memory. What it
/// writes counts only once the bookmark names <see cref="Mark"/>. Used under its journal's lock; throws no storage faults.
/// </summary>
internal sealed class SideJournal : IDisposable
{
    private readonly JournalContext _context;
    private readonly JournalStream _stream;
    private readonly EpochKeys _keys;
    private readonly SideWriter _writer;
    private readonly List<SegmentInfo> _retired = [];
    private SegmentReader? _reader;

    public SideJournal(JournalContext context, JournalFolder folder, JournalStream stream, EpochKeys keys)
    {
        _context = context;
        _stream = stream;
        _keys = keys;
        _writer = new SideWriter(context, folder, stream);
        Index = new SideIndex(stream);
    }

    public JournalStream Stream => _stream;

    /// <summary>Gets the live entries.</summary>
    public SideIndex Index { get; private set; }

    /// <summary>Gets what the bookmark must name for everything here to count.</summary>
    public SideMark Mark { get; private set; }

    /// <summary>Gets whether its entries are known. If not, what the bookmark says of it stands, and nothing can be added.</summary>
    public bool IsReadable { get; private set; } = true;

    public uint Live => IsReadable ? (uint)Index.Count : Mark.Live;

    /// <summary>Gets every segment that it has on the disk.</summary>
    public IEnumerable<SegmentInfo> Segments => _writer.Segments.Values.Concat(_retired);

    /// <summary>Gets the epochs whose keys it needs.</summary>
    public IEnumerable<Guid> Epochs => Segments.Select(segment => segment.Header.EpochId);

    /// <summary>Gets whether most of it no longer matters.</summary>
    public bool WantsCompaction =>
        IsReadable
        && _writer.Segments.Count > 0
        && (Index.Count == 0 || Index.Garbage > Math.Max(1000, 2 * Index.Count) || _writer.Segments.Count > 16);

    /// <summary>Takes over what was found on the disk, in place of what was known.</summary>
    public void Load(SideLoad load)
    {
        Forget();
        _context.Bytes.Add(-_writer.Retire().Sum(segment => segment.Bytes));
        _writer.Seen(load.LastNumber);
        foreach (var segment in load.Segments)
        {
            _writer.Found(segment);
        }
        Index = load.Index;
        IsReadable = load.IsReadable;
        Mark = load.IsReadable ? load.Mark with { Live = (uint)Index.Count } : load.Mark;
    }

    /// <summary>Says whether there is room for so many bytes more.</summary>
    public bool HasRoomFor(long bytes) => IsReadable && _writer.Bytes + bytes <= _context.Bounds.SideBytes;

    /// <summary>Appends changes and flushes them. They count once the bookmark names <see cref="Mark"/>.</summary>
    /// <returns><see langword="false"/> after a storage fault: everything is as before.</returns>
    public bool TryAppend(IReadOnlyList<SideChange> changes, DataKey key)
    {
        try
        {
            var frames = SideFrame.Cut(_stream, changes);
            var mark = _writer.Append(frames, key);
            foreach (var frame in frames)
            {
                Index.Apply(frame.Plain, frame.Segment, frame.Offset);
            }
            Mark = mark with { Live = (uint)Index.Count };
            return true;
        }
        catch (StorageFaultException exception)
        {
            _context.Reporter.StorageFailed(exception.Fault);
            return false;
        }
    }

    /// <summary>Reads the record of an entry.</summary>
    public ReadStatus Read(SideEntry entry, out ActivityRecord record)
    {
        record = default;
        try
        {
            if (_reader?.Segment.Number != entry.Segment)
            {
                Forget();
                _reader = SegmentReader.TryOpen(_context.Files, _writer.Segments[entry.Segment], _keys);
            }
            if (_reader is null)
            {
                return ReadStatus.Unreadable;
            }
            return
                _reader.TrySeek(entry.FrameOffset, _reader.Segment.Readable)
                && ActivityRecord.TryRead(_reader.Plain[entry.RecordOffset..], out record)
                ? ReadStatus.Found
                : ReadStatus.Damaged;
        }
        catch (StorageFaultException exception)
        {
            Forget();
            return exception.Fault == StorageFault.NotFound ? ReadStatus.Damaged : ReadStatus.Unreadable;
        }
    }

    /// <summary>Writes what is to be kept once more, to new segments. The old ones go by <see cref="DeleteRetired"/>.</summary>
    /// <param name="keep">The entries to keep; each must be readable.</param>
    /// <param name="key">The key to seal under.</param>
    /// <param name="hollow">The sequences in whose place a hole is kept.</param>
    /// <returns><see langword="false"/> after a storage fault: everything is as before.</returns>
    public bool TryRewrite(IReadOnlyCollection<SideEntry> keep, DataKey? key, IReadOnlySet<long>? hollow = null)
    {
        var changes = new List<SideChange>();
        foreach (var entry in keep)
        {
            var record = ReadOnlyMemory<byte>.Empty;
            if (_stream != JournalStream.GivenUp)
            {
                if (Read(entry, out var read) != ReadStatus.Found)
                {
                    return false;
                }
                record = (hollow?.Contains(entry.Sequence) == true ? ActivityRecord.Hole : read.All).ToArray();
            }
            changes.Add(SideChange.Add(entry, record));
        }
        return (changes.Count == 0 || key is not null) && TrySwap(changes, key);
    }

    /// <summary>Deletes the segments that were rewritten; called when the bookmark no longer names them.</summary>
    public void DeleteRetired()
    {
        foreach (var segment in _retired.ToArray())
        {
            try
            {
                _context.Files.Delete(segment.Path);
                _context.Bytes.Add(-segment.Bytes);
                _retired.Remove(segment);
            }
            catch (StorageFaultException)
            {
                // It is void, and deleted when the journal is opened the next time.
            }
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        Forget();
    }

    private bool TrySwap(List<SideChange> changes, DataKey? key)
    {
        Forget();
        var retired = _writer.Retire();
        var before = (Index, Mark);
        Index = new SideIndex(_stream);
        Mark = default;
        if (changes.Count > 0 && !TryAppend(changes, key!))
        {
            (Index, Mark) = before;
            _retired.AddRange(_writer.Restore(retired));
            return false;
        }
        _retired.AddRange(retired);
        return true;
    }

    private void Forget()
    {
        _reader?.Dispose();
        _reader = null;
    }
}
