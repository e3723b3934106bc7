using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is one file with a segment's name, as it was found.</summary>
/// <param name="Number">The number in its name.</param>
/// <param name="Path">The whole path.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Header">Its header; <see langword="null"/> when that is damaged, or another segment's.</param>
/// <param name="IsNewer">Whether a later version wrote it.</param>
internal sealed record SegmentFile(uint Number, string Path, long Length, SegmentHeader? Header, bool IsNewer)
{
    /// <summary>Reads the header of a segment.</summary>
    /// <exception cref="StorageFaultException">The file cannot be read now: what it holds is not lost.</exception>
    public static SegmentFile Read(IFileSystem files, JournalFolder folder, JournalStream stream, uint number)
    {
        var path = folder.Segment(stream, number);
        var bytes = new byte[SegmentHeader.Length];
        using (var file = files.OpenRead(path))
        {
            bytes = bytes[..file.Read(0, bytes)];
        }
        var header = SegmentHeader.TryRead(bytes);
        var isOurs =
            header?.Identity.JournalId == folder.JournalId
            && header.Identity.Number == number
            && header.Stream == stream
            && header.First is > 0 and <= JournalLimits.MaxSequence;
        return new SegmentFile(number, path, Length: 0, isOurs ? header : null, SegmentHeader.IsNewer(bytes));
    }

    /// <summary>Makes what the journal knows of a segment with a good header.</summary>
    public SegmentInfo Describe() =>
        new(Path, Header!) { Bytes = Length, Readable = Math.Min(Length, JournalLimits.MaxSegmentBytes) };
}
