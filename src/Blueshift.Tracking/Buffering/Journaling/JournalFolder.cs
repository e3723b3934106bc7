using System.Globalization;
using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Names the files of one journal: docs/journal-format.md, "Folders and files".</summary>
internal sealed class JournalFolder(string parent, Guid journalId)
{
    private const string SegmentExtension = ".seg";

    public static readonly IReadOnlyList<JournalStream> Streams =
    [
        JournalStream.Log,
        JournalStream.Parked,
        JournalStream.DeadLetters,
        JournalStream.GivenUp,
    ];

    public Guid JournalId { get; } = journalId;

    public string Path { get; } = System.IO.Path.Join(parent, journalId.ToString("N"));

    public string Lock => System.IO.Path.Join(Path, "lock");

    public string Bookmark => System.IO.Path.Join(Path, "bookmark");

    public string Epochs => System.IO.Path.Join(Path, "epochs");

    public string Quarantine => System.IO.Path.Join(Path, "quarantine");

    /// <summary>Gets every folder of the journal, its own first.</summary>
    public IReadOnlyList<string> All =>
        [
            Path,
            Epochs,
            Quarantine,
            Segments(JournalStream.Log),
            Segments(JournalStream.Parked),
            Segments(JournalStream.DeadLetters),
            Segments(JournalStream.GivenUp),
        ];

    public string Segments(JournalStream stream) =>
        System.IO.Path.Join(
            Path,
            stream switch
            {
                JournalStream.Log => "log",
                JournalStream.Parked => "parked",
                JournalStream.DeadLetters => "dead-letters",
                _ => "given-up",
            }
        );

    public string Segment(JournalStream stream, uint number) => System.IO.Path.Join(Segments(stream), NameOf(number));

    public static string NameOf(uint number) => number.ToString("D10", CultureInfo.InvariantCulture) + SegmentExtension;

    /// <summary>Reads the number out of a segment's name.</summary>
    /// <returns><see langword="null"/> when it is no segment's name.</returns>
    public static uint? NumberOf(string name) =>
        name.Length == 10 + SegmentExtension.Length
        && name.EndsWith(SegmentExtension, StringComparison.Ordinal)
        && uint.TryParse(name.AsSpan(0, 10), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Reads the journal id out of a folder's name.</summary>
    /// <returns><see langword="null"/> when it is no journal's name.</returns>
    public static Guid? IdOf(string name) =>
        Guid.TryParseExact(name, "N", out var id) && name == id.ToString("N") ? id : null;

    /// <summary>Lists the journals of a folder, the oldest first.</summary>
    public static IReadOnlyList<Guid> List(IFileSystem files, string parent) =>
        files
            .List(parent)
            .Where(entry => entry.Kind == StorageEntryKind.Folder)
            .Select(entry => IdOf(entry.Name))
            .OfType<Guid>()
            .ToList();

    /// <summary>Makes the folders that are missing.</summary>
    public void Make(IFileSystem files)
    {
        foreach (var folder in All)
        {
            files.CreateFolder(folder);
        }
    }

    /// <summary>Writes to the disk by what names the journal and its folders are found.</summary>
    public void FlushNames(IFileSystem files)
    {
        files.FlushFolder(Path);
        files.FlushFolder(parent);
        files.FlushFolder(System.IO.Path.GetDirectoryName(parent)!);
    }

    /// <summary>Sums up what the files of a journal take.</summary>
    public long Bytes(IFileSystem files) => All.Sum(folder => files.List(folder).Sum(entry => entry.Length));
}
