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
    private const string Unfinished = ".tmp";

    /// <summary>Reads the headers of a folder's segments, by number. Unfinished files are deleted, foreign ones left alone.</summary>
    /// <exception cref="StorageFaultException">The folder cannot be read.</exception>
    public static IReadOnlyList<SegmentFile> List(IFileSystem files, JournalFolder folder, JournalStream stream)
    {
        var found = new List<SegmentFile>();
        foreach (var entry in files.List(folder.Segments(stream)))
        {
            var path = System.IO.Path.Join(folder.Segments(stream), entry.Name);
            if (entry.Kind != StorageEntryKind.File)
            {
                continue;
            }
            if (entry.Name.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                files.Delete(path);
            }
            else if (JournalFolder.NumberOf(entry.Name) is { } number)
            {
                found.Add(Read(files, folder, stream, number) with { Length = entry.Length });
            }
        }
        return found;
    }

    /// <summary>Makes what the journal knows of a segment with a good header.</summary>
    public SegmentInfo Describe() =>
        new(Path, Header!) { Bytes = Length, Readable = Math.Min(Length, JournalLimits.MaxSegmentBytes) };

    // A header that cannot be read is as good as damaged: the numbers of its neighbours say what stood in it.
    private static SegmentFile Read(IFileSystem files, JournalFolder folder, JournalStream stream, uint number)
    {
        var path = folder.Segment(stream, number);
        var bytes = new byte[SegmentHeader.Length];
        try
        {
            using var file = files.OpenRead(path);
            bytes = bytes[..file.Read(0, bytes)];
        }
        catch (StorageFaultException)
        {
            bytes = [];
        }
        var header = SegmentHeader.TryRead(bytes);
        var isOurs =
            header?.Identity.JournalId == folder.JournalId
            && header.Identity.Number == number
            && header.Stream == stream
            && header.First is > 0 and <= JournalLimits.MaxSequence;
        return new SegmentFile(number, path, Length: 0, isOurs ? header : null, SegmentHeader.IsNewer(bytes));
    }
}
