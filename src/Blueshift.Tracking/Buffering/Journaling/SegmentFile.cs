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

    /// <summary>Reads the headers of a folder's segments, by number. Unfinished and foreign files are left alone.</summary>
    /// <exception cref="StorageFaultException">The folder, or a file of it, cannot be read now: what it holds is not lost.</exception>
    public static IReadOnlyList<SegmentFile> List(IFileSystem files, JournalFolder folder, JournalStream stream)
    {
        var found = new List<SegmentFile>();
        foreach (var entry in files.List(folder.Segments(stream)))
        {
            if (entry.Kind == StorageEntryKind.File && JournalFolder.NumberOf(entry.Name) is { } number)
            {
                found.Add(Read(files, folder, stream, number) with { Length = entry.Length });
            }
        }
        return found;
    }

    /// <summary>Says whether a later version wrote any segment of a journal.</summary>
    /// <exception cref="StorageFaultException">A folder, or a file of it, cannot be read now.</exception>
    public static bool IsAnyNewer(IFileSystem files, JournalFolder folder) =>
        JournalFolder.Streams.Any(stream => List(files, folder, stream).Any(file => file.IsNewer));

    /// <summary>Deletes what a crash left unfinished.</summary>
    /// <exception cref="StorageFaultException">Some may still be there.</exception>
    public static void DeleteUnfinished(IFileSystem files, JournalFolder folder)
    {
        foreach (var path in JournalFolder.Streams.Select(folder.Segments))
        {
            foreach (
                var entry in files.List(path).Where(entry => entry.Name.EndsWith(Unfinished, StringComparison.Ordinal))
            )
            {
                files.Delete(System.IO.Path.Join(path, entry.Name));
            }
        }
    }

    /// <summary>Makes what the journal knows of a segment with a good header.</summary>
    public SegmentInfo Describe() =>
        new(Path, Header!) { Bytes = Length, Readable = Math.Min(Length, JournalLimits.MaxSegmentBytes) };

    private static SegmentFile Read(IFileSystem files, JournalFolder folder, JournalStream stream, uint number)
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
}
