using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Writes the segments of one side journal. Used under its journal's lock.</summary>
internal sealed class SideWriter(JournalContext context, JournalFolder folder, JournalStream stream) : IDisposable
{
    private readonly SortedDictionary<uint, SegmentInfo> _segments = [];
    private SegmentWriter? _writer;
    private uint _lastNumber;
    private long _nextEntry = 1;

    /// <summary>Gets the segments that count, or will when the bookmark says so, by number.</summary>
    public IReadOnlyDictionary<uint, SegmentInfo> Segments => _segments;

    public long Bytes => _segments.Values.Sum(segment => segment.Bytes);

    /// <summary>Takes over a segment that was found on the disk; it is never written again.</summary>
    public void Found(SegmentInfo segment)
    {
        _segments.Add(segment.Number, segment);
        context.Bytes.Add(segment.Bytes);
    }

    /// <summary>Keeps numbers up to this one from being given again.</summary>
    public void Seen(uint number) => _lastNumber = Math.Max(_lastNumber, number);

    /// <summary>Writes frames and flushes them. On return they are durable and know their places.</summary>
    /// <returns>What the bookmark must name, but for the number of live entries.</returns>
    /// <exception cref="StorageFaultException">Nothing of them counts; the segment is left.</exception>
    public SideMark Append(IReadOnlyList<SideFrame> frames, DataKey key)
    {
        // A roll on the way flushes what may then be void after all.
        var begun = _writer?.Segment;
        var (good, readable) = (begun?.Frames ?? 0, begun?.Readable ?? 0);
        try
        {
            foreach (var frame in frames)
            {
                Write(frame, key);
            }
            _writer!.Flush();
            Grow();
            return new SideMark(_segments.Keys.First(), _writer.Segment.Number, (uint)_writer.FlushedLength, Live: 0);
        }
        catch
        {
            Leave();
            if (begun is not null)
            {
                (begun.Frames, begun.Readable) = (good, readable);
            }
            throw;
        }
    }

    /// <summary>Gets every segment out of the way of the ones to come.</summary>
    public IReadOnlyList<SegmentInfo> Retire()
    {
        Leave();
        var retired = _segments.Values.ToArray();
        _segments.Clear();
        return retired;
    }

    /// <summary>Puts segments back whose successors could not be written.</summary>
    /// <returns>What was written in vain.</returns>
    public IReadOnlyList<SegmentInfo> Restore(IReadOnlyList<SegmentInfo> retired)
    {
        var written = Retire();
        foreach (var segment in retired)
        {
            _segments.Add(segment.Number, segment);
        }
        return written;
    }

    public void Dispose() => Leave();

    private void Write(SideFrame frame, DataKey key)
    {
        var length = FrameHeader.Overhead + frame.Plain.Length;
        var at = context.Time.GetUtcNow();
        if (
            _writer is null
            || _writer.Segment.Header.EpochId != key.EpochId
            || _writer.Length + length + FrameHeader.Overhead > JournalLimits.MaxSegmentBytes
        )
        {
            End(at);
            _writer = Begin(key, at);
        }
        frame.Segment = _writer.Segment.Number;
        frame.Offset = _writer.Length;
        _writer.Write(frame.Plain, _nextEntry, frame.Count, at);
        _nextEntry += frame.Count;
    }

    private SegmentWriter Begin(DataKey key, DateTimeOffset at)
    {
        var before = _segments.Count == 0 ? null : _segments.Values.Last();
        var draft = new SegmentHeader
        {
            Stream = stream,
            Identity = new SegmentIdentity(folder.JournalId, Guid.CreateVersion7(at), ++_lastNumber),
            EpochId = default,
            Salt = default,
            Commitment = default,
            First = _nextEntry,
            PreviousId = before?.Header.Identity.SegmentId ?? Guid.Empty,
            PreviousFrames = before?.Frames ?? 0,
            Made = at,
        };
        var flushes = context.Options.Durability == BufferDurability.PowerLoss;
        var path = folder.Segment(stream, _lastNumber);
        var writer = SegmentWriter.Create(context.Files, path, draft, key, flushes);
        writer.Segment.Bytes = writer.Length;
        Found(writer.Segment);
        return writer;
    }

    private void End(DateTimeOffset at)
    {
        if (_writer is null)
        {
            return;
        }
        _writer.Flush();
        _writer.End(_nextEntry, at);
        Grow();
        _writer.Dispose();
        _writer = null;
    }

    // Notes what the flush made durable.
    private void Grow()
    {
        var segment = _writer!.Segment;
        context.Bytes.Add(_writer.Length - segment.Bytes);
        segment.Bytes = _writer.Length;
        segment.Frames = _writer.FlushedFrames;
        segment.Readable = _writer.FlushedLength;
    }

    // What is in the file behind the last flush is void, but takes room.
    private void Leave()
    {
        if (_writer is not null)
        {
            context.Bytes.Add(_writer.Length - _writer.Segment.Bytes);
            _writer.Segment.Bytes = _writer.Length;
            _writer.Dispose();
            _writer = null;
        }
    }
}
