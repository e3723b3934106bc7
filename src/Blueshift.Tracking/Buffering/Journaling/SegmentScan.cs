namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Goes through a segment whose end no later segment vouches for, and tells good frames from damage and from what a crash tore:
/// invariants J10 and J11 of docs/journal-format.md.
/// </summary>
internal sealed class SegmentScan
{
    // Good frames behind a bad one, of which it is not known yet whether they were flushed.
    private readonly Queue<(FrameHeader Frame, long End)> _unsure = new();

    // Up to which frame all were on the disk when a later good one was written.
    private uint _flushed;

    private SegmentScan() { }

    /// <summary>Gets how many frames are good, counted to the last good one.</summary>
    public uint Frames { get; private set; }

    /// <summary>Gets the last good sequence.</summary>
    public long Last { get; private set; }

    /// <summary>Gets where the last good frame ends.</summary>
    public long End { get; private set; } = SegmentHeader.Length;

    /// <summary>Gets what is damaged before the last good frame.</summary>
    public List<SequenceRange> Damaged { get; } = [];

    public static SegmentScan Of(SegmentReader reader)
    {
        var scan = new SegmentScan { Last = reader.Segment.First - 1 };
        var isEnded = reader.TrySeekEnd(reader.Segment.Readable) && reader.Frame.First > scan.Last;
        if (isEnded)
        {
            // It vouches for everything before it, as a later segment would.
            (scan.Frames, scan.Last) = (reader.Frame.Index + 1, reader.Frame.First - 1);
            scan.End = reader.Segment.Readable;
        }
        reader.Restart();
        while (!isEnded && reader.TryNext(reader.Segment.Readable, out var isGood))
        {
            if (isGood)
            {
                scan.Found(reader.Frame, reader.NextOffset);
            }
        }
        reader.Restart();
        return scan;
    }

    /// <summary>Says how far sequences go by the frames' headers alone, where no key is at hand or the segment's own header is gone.</summary>
    public static long LastByHeaders(SegmentWindow window, long last)
    {
        var walker = new FrameWalker(window);
        while (walker.TryNext(out var frame, out _))
        {
            last = Math.Max(last, frame.Last);
        }
        return last;
    }

    private void Found(FrameHeader frame, long end)
    {
        _unsure.Enqueue((frame, end));
        // An end frame is written when everything before it is flushed.
        _flushed = Math.Max(_flushed, frame.IsEnd ? frame.Index : frame.Flushed);
        while (_unsure.TryPeek(out var next) && Counts(next.Frame))
        {
            _unsure.Dequeue();
            Pass(next.Frame, next.End);
        }
    }

    // It follows what is good, or everything bad before it was flushed once and is damage.
    private bool Counts(FrameHeader frame) =>
        (frame.Index == Frames && frame.First == Last + 1) || frame.Index <= _flushed || frame.First <= Last;

    private void Pass(FrameHeader frame, long end)
    {
        if (frame.First <= Last)
        {
            return;
        }
        if (frame.First > Last + 1)
        {
            Damaged.Add(new SequenceRange(Last + 1, frame.First - 1));
        }
        Frames = frame.Index + 1;
        Last = Math.Max(frame.First - 1, frame.Last);
        End = end;
    }
}
