namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Is one commit: the frames that are written together and flushed once, and whose they are. Used by one thread at a time; its
/// memory is kept for the next commit.
/// </summary>
internal sealed class Commit : IDisposable
{
    private readonly List<CommitFrame> _frames = [];
    private readonly List<CommitPart> _parts = [];
    private int _used;
    private long _room;
    private RefusalReason _roomReason;

    /// <summary>Gets the frames, in order.</summary>
    public ReadOnlySpan<CommitFrame> Frames =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_frames)[.._used];

    /// <summary>Gets what became of each append, in the order in which they were added.</summary>
    public IReadOnlyList<CommitPart> Parts => _parts;

    /// <summary>Gets or sets how many frames are durable.</summary>
    public int Durable { get; set; }

    /// <summary>Gets or sets why the rest is refused.</summary>
    public RefusalReason Refusal { get; set; }

    /// <summary>Begins the next commit.</summary>
    /// <param name="room">How many bytes it may take on disk.</param>
    /// <param name="reason">Why no more.</param>
    public void Begin(long room, RefusalReason reason)
    {
        foreach (var frame in Frames)
        {
            frame.Clear();
        }
        // What a large commit took is not held for ever by a process that went quiet.
        while (_frames.Count > 1)
        {
            _frames[^1].Dispose();
            _frames.RemoveAt(_frames.Count - 1);
        }
        _parts.Clear();
        _used = 0;
        _room = room;
        _roomReason = reason;
        Durable = 0;
        Refusal = RefusalReason.None;
    }

    /// <summary>Adds an append's records, as many as there is room for.</summary>
    /// <returns><see langword="false"/> when the commit is full: the append waits for the next one.</returns>
    public bool TryAdd(EncodedActivities activities)
    {
        var records = activities.Records;
        var fits = _used > 0 && _frames[_used - 1].Fits(activities.Count, records.Length);
        if (!fits && _used == JournalLimits.MaxCommitFrames)
        {
            return false;
        }
        // Each frame may end one segment and begin the next.
        var overhead = fits ? 0 : FrameHeader.Overhead + LogWriter.Reserve;
        var (count, removals, length) =
            overhead + records.Length <= _room
                ? (activities.Count, activities.Removals, records.Length)
                : Fitting(records, _room - overhead);
        var refusal = count == activities.Count ? RefusalReason.None : _roomReason;
        _parts.Add(new CommitPart(_used - (fits ? 1 : 0), count, removals, refusal));
        if (count > 0)
        {
            var frame = fits ? _frames[_used - 1] : NextFrame();
            frame.Add(records[..length], count);
            _room -= overhead + length;
        }
        return true;
    }

    /// <summary>Says how many of a part's activities are recorded, and why the others are not.</summary>
    public AppendResult Result(CommitPart part) =>
        part.Count == 0 || part.Frame < Durable
            ? new AppendResult(part.Count, part.Refusal)
            : new AppendResult(0, Refusal);

    public void Dispose()
    {
        foreach (var frame in _frames)
        {
            frame.Dispose();
        }
        _frames.Clear();
        _used = 0;
    }

    private static (int Count, int Removals, int Length) Fitting(ReadOnlySpan<byte> records, long room)
    {
        var count = 0;
        var removals = 0;
        var length = 0;
        while (ActivityRecord.TryRead(records[length..], out var record) && length + record.All.Length <= room)
        {
            length += record.All.Length;
            count++;
            removals += record.Status == UserActivityStatus.Removal ? 1 : 0;
        }
        return (count, removals, length);
    }

    private CommitFrame NextFrame()
    {
        if (_used == _frames.Count)
        {
            _frames.Add(new CommitFrame());
        }
        return _frames[_used++];
    }
}
