namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Goes from frame to frame through a segment. Where no header fits it searches the next one that does, to the end of the segment
/// and no further. Used by one thread at a time.
/// </summary>
internal sealed class FrameWalker(SegmentWindow window)
{
    private const int SearchStep = 64 * 1024;

    private uint _nextIndex;

    /// <summary>Gets where the next frame should begin.</summary>
    public long Offset { get; private set; } = SegmentHeader.Length;

    public void Restart()
    {
        Offset = SegmentHeader.Length;
        _nextIndex = 0;
    }

    /// <summary>Moves behind the next frame with a valid header. The frame's bytes are not opened yet.</summary>
    /// <returns><see langword="false"/> when there is none up to the window's limit: it may come when more is written.</returns>
    public bool TryNext(out FrameHeader frame, out long offset)
    {
        for (offset = Offset; offset < window.Limit; offset = Search(offset + 1))
        {
            if (
                FrameHeader.TryRead(window.Read(offset, FrameHeader.Length), out frame)
                && frame.Index >= _nextIndex
                && offset + frame.TotalLength <= window.Limit
            )
            {
                Offset = offset + frame.TotalLength;
                _nextIndex = frame.Index + 1;
                return true;
            }
        }
        frame = default;
        return false;
    }

    private long Search(long from)
    {
        while (from < window.Limit)
        {
            var bytes = window.Read(from, SearchStep);
            var found = bytes.IndexOf(FrameHeader.Magic);
            if (found >= 0)
            {
                return from + found;
            }
            if (bytes.Length < SearchStep)
            {
                break;
            }
            from += SearchStep - FrameHeader.Magic.Length + 1;
        }
        return window.Limit;
    }
}
