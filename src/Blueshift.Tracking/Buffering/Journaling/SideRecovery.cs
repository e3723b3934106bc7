using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Finds out what a side journal holds: all of it is read, because it is small, and what the bookmark does not name is void.</summary>
internal sealed class SideRecovery(IFileSystem files, JournalFolder folder, EpochKeys keys)
{
    /// <summary>Reads a side journal.</summary>
    /// <param name="stream">Which.</param>
    /// <param name="mark">What the bookmark says of it; <see langword="null"/> without a bookmark: then everything counts.</param>
    /// <param name="cancellationToken">Ends the wait for a key.</param>
    /// <exception cref="StorageFaultException">The folder cannot be read.</exception>
    public async Task<SideLoad> ReadAsync(JournalStream stream, SideMark? mark, CancellationToken cancellationToken)
    {
        var found = SegmentFolder.Read(files, folder, stream).Segments;
        var counted = new List<SegmentFile>();
        foreach (var file in found)
        {
            if (mark is { } named && (file.Number < named.FirstSegment || file.Number > named.LastSegment))
            {
                files.Delete(file.Path);
            }
            else if (file.Header is { } header)
            {
                await keys.OpenAsync(header.EpochId, cancellationToken).ConfigureAwait(false);
                counted.Add(file);
            }
        }
        var index = new SideIndex(stream);
        var segments = counted.ConvertAll(file => file.Describe());
        var isReadable = true;
        for (var place = 0; place < segments.Count; place++)
        {
            Bound(segments[place], place + 1 < segments.Count ? segments[place + 1] : null, mark);
            isReadable = isReadable && TryRead(segments[place], index);
        }
        return new SideLoad
        {
            Mark = mark ?? MarkOf(segments),
            Segments = segments,
            Index = index,
            LastNumber = Math.Max(found.Count == 0 ? 0 : found[^1].Number, mark?.LastSegment ?? 0),
            IsReadable = isReadable,
        };
    }

    private static SideMark MarkOf(List<SegmentInfo> segments) =>
        segments.Count == 0
            ? default
            : new SideMark(segments[0].Number, segments[^1].Number, (uint)segments[^1].Readable, Live: 0);

    private static void Bound(SegmentInfo segment, SegmentInfo? next, SideMark? mark)
    {
        segment.Frames =
            next?.Header.PreviousId == segment.Header.Identity.SegmentId ? next.Header.PreviousFrames : uint.MaxValue;
        if (mark is { } named && named.LastSegment == segment.Number)
        {
            segment.Readable = Math.Min(segment.Readable, named.LastLength);
        }
    }

    private bool TryRead(SegmentInfo segment, SideIndex index)
    {
        try
        {
            using var reader = SegmentReader.TryOpen(files, segment, keys);
            if (reader is null)
            {
                return false;
            }
            uint frames = 0;
            while (reader.TryNext(segment.Readable, out var isGood) && reader.Frame.Index < segment.Frames)
            {
                frames = reader.Frame.Index + 1;
                if (isGood)
                {
                    index.Apply(reader.Plain, segment.Number, reader.FrameOffset);
                }
            }
            segment.Frames = frames;
            return true;
        }
        catch (StorageFaultException)
        {
            return false;
        }
    }
}
