using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Writes commits to the log: invariants J1 to J8 of docs/journal-format.md. Used by one thread at a time; throws no storage
/// faults, they become refusals.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    /// <summary>Is what a frame may take on disk beside itself: the end of one segment and the beginning of the next.</summary>
    public const int Reserve = FrameHeader.Overhead + SegmentHeader.Length;

    private readonly JournalContext _context;
    private readonly JournalFolder _folder;
    private readonly SegmentCatalog _catalog;
    private readonly JournalLedger _ledger;
    private readonly EpochSource _epoch;
    private readonly int _segmentBytes;
    private SegmentWriter? _segment;
    private long _next;

    public LogWriter(
        JournalContext context,
        JournalFolder folder,
        SegmentCatalog catalog,
        JournalLedger ledger,
        EpochSource epoch
    )
    {
        _context = context;
        _folder = folder;
        _catalog = catalog;
        _ledger = ledger;
        _epoch = epoch;
        _segmentBytes = JournalLimits.SegmentBytes(context.Options.MaxBytes);
        _next = ledger.LastSequence + 1;
    }

    /// <summary>Gets a key to seal under. Completes at once in the usual case.</summary>
    /// <returns><see cref="RefusalReason.None"/> when there is one.</returns>
    public ValueTask<RefusalReason> PrepareAsync() => _epoch.PrepareAsync();

    /// <summary>
    /// Writes and flushes a commit's frames. On return <see cref="Commit.Durable"/> of them are on the disk, and the others are
    /// refused with <see cref="Commit.Refusal"/>.
    /// </summary>
    public void Write(Commit commit)
    {
        Number(commit);
        for (var attempt = 0; commit.Durable < commit.Frames.Length; attempt++)
        {
            try
            {
                WriteOpenFrames(commit);
            }
            catch (StorageFaultException exception)
            {
                Abandon();
                // Once more in a new segment; what fails twice is refused.
                if (attempt > 0)
                {
                    commit.Refusal =
                        exception.Fault == StorageFault.NoSpace ? RefusalReason.DiskFull : RefusalReason.StorageFault;
                    _context.Reporter.StorageFailed(exception.Fault);
                    return;
                }
            }
        }
        _context.Reporter.StorageWorks();
    }

    /// <summary>Ends the open segment, so that the next commit begins a new one. A fault leaves it without an end, as a killed process would.</summary>
    public void Roll()
    {
        try
        {
            EndSegment();
        }
        catch (StorageFaultException)
        {
            Abandon();
        }
    }

    public void Dispose() => Roll();

    private void Number(Commit commit)
    {
        var next = _next;
        foreach (var frame in commit.Frames)
        {
            frame.First = next;
            next += frame.Count;
        }
    }

    private void WriteOpenFrames(Commit commit)
    {
        var at = _context.Time.GetUtcNow();
        for (var index = commit.Durable; index < commit.Frames.Length; index++)
        {
            var frame = commit.Frames[index];
            if (MustRoll(frame.TotalLength))
            {
                Flush(commit, index);
                EndSegment();
                _segment = Begin(frame.First, at);
            }
            _segment!.Write(frame.Plain, frame.First, frame.Count, at);
        }
        Flush(commit, commit.Frames.Length);
    }

    private bool MustRoll(int more) =>
        _segment is null
        || _segment.Segment.Header.EpochId != _epoch.Current!.EpochId
        // A segment has at least one frame, and room for its end.
        || (_segment.Frames > 0 && _segment.Length + more + FrameHeader.Overhead > _segmentBytes);

    private void Flush(Commit commit, int frames)
    {
        if (_segment is null || commit.Durable == frames)
        {
            return;
        }
        _segment.Flush();
        var last = commit.Frames[frames - 1];
        commit.Durable = frames;
        _next = last.First + last.Count;
        _catalog.Grow(_segment.Segment, _segment.FlushedFrames, _next - 1, _segment.FlushedLength);
        _ledger.Recorded(_next - 1, _context.Time.GetUtcNow());
        _context.Signal.Set();
    }

    private SegmentWriter Begin(long first, DateTimeOffset at)
    {
        var before = _catalog.Newest;
        var number = _catalog.NextNumber();
        var draft = new SegmentHeader
        {
            Stream = JournalStream.Log,
            Identity = new SegmentIdentity(_folder.JournalId, Guid.CreateVersion7(at), number),
            EpochId = default,
            Salt = default,
            Commitment = default,
            First = first,
            PreviousId = before?.Header.Identity.SegmentId ?? Guid.Empty,
            PreviousFrames = before?.Frames ?? 0,
            Made = at,
        };
        var flushes = _context.Options.Durability == BufferDurability.PowerLoss;
        var path = _folder.Segment(JournalStream.Log, number);
        var segment = SegmentWriter.Create(_context.Files, path, draft, _epoch.Current!, flushes);
        segment.Segment.IsOpen = true;
        segment.Segment.Bytes = segment.Length;
        segment.Segment.Readable = segment.Length;
        _catalog.Add(segment.Segment);
        if (before is { Frames: 0 })
        {
            Forget(before);
        }
        return segment;
    }

    // A segment that failed before its first frame was flushed: while a disk stays bad each append would leave one more.
    private void Forget(SegmentInfo empty)
    {
        try
        {
            _context.Files.Delete(empty.Path);
            _catalog.Remove(empty);
        }
        catch (StorageFaultException)
        {
            // It holds nothing that counts, and goes when it is the oldest.
        }
    }

    private void EndSegment()
    {
        if (_segment is null)
        {
            return;
        }
        _segment.End(_next, _context.Time.GetUtcNow());
        Abandon();
    }

    private void Abandon()
    {
        if (_segment is not null)
        {
            _catalog.Close(_segment.Segment, _segment.Length);
            _segment.Dispose();
            _segment = null;
        }
    }
}
