using System.Buffers;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is the plain content of one frame of a side journal, and where it was written.</summary>
internal sealed class SideFrame
{
    private readonly ArrayBufferWriter<byte> _plain = new(512);

    [UserActivityPersonalData]
    public ReadOnlySpan<byte> Plain => _plain.WrittenSpan;

    public int Count { get; private set; }

    public uint Segment { get; set; }

    public long Offset { get; set; }

    /// <summary>Cuts changes into as many frames as they need.</summary>
    public static List<SideFrame> Cut(JournalStream stream, IReadOnlyList<SideChange> changes)
    {
        var frames = new List<SideFrame> { new() };
        foreach (var change in changes)
        {
            if (
                frames[^1].Count == JournalLimits.MaxFrameCount
                || frames[^1].Plain.Length + change.Length > JournalLimits.MaxFrameBytes
            )
            {
                frames.Add(new SideFrame());
            }
            frames[^1].Add(stream, change);
        }
        return frames;
    }

    private void Add(JournalStream stream, SideChange change)
    {
        if (change.IsRemoved)
        {
            SideEntryFormat.WriteRemove(_plain, stream, change.Entry);
        }
        else
        {
            SideEntryFormat.WriteAdd(_plain, change.Entry, change.Record.Span);
        }
        Count++;
    }
}
