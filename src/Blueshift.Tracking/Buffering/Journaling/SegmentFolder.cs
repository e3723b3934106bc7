using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is what a folder of segments held when it was read.</summary>
/// <param name="Segments">The segments, by number. Foreign files are left alone.</param>
/// <param name="Unfinished">The paths of what a crash left unfinished.</param>
internal sealed record SegmentFolder(IReadOnlyList<SegmentFile> Segments, IReadOnlyList<string> Unfinished)
{
    private const string UnfinishedEnd = ".tmp";

    /// <summary>Reads the names of all files and the headers of the segments.</summary>
    /// <exception cref="StorageFaultException">The folder, or a file of it, cannot be read now: what it holds is not lost.</exception>
    public static SegmentFolder Read(IFileSystem files, JournalFolder folder, JournalStream stream)
    {
        var segments = new List<SegmentFile>();
        var unfinished = new List<string>();
        var path = folder.Segments(stream);
        foreach (var entry in files.List(path))
        {
            if (entry.Name.EndsWith(UnfinishedEnd, StringComparison.Ordinal))
            {
                unfinished.Add(Path.Join(path, entry.Name));
            }
            else if (entry.Kind == StorageEntryKind.File && JournalFolder.NumberOf(entry.Name) is { } number)
            {
                segments.Add(SegmentFile.Read(files, folder, stream, number) with { Length = entry.Length });
            }
        }
        return new SegmentFolder(segments, unfinished);
    }

    /// <summary>Deletes what a crash left unfinished.</summary>
    /// <exception cref="StorageFaultException">Some may still be there.</exception>
    public void DeleteUnfinished(IFileSystem files)
    {
        foreach (var path in Unfinished)
        {
            files.Delete(path);
        }
    }
}
