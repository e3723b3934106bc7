using System.Text;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Searches everything below a folder with every key that is left: the bytes of the files as they are, and those of each frame that
/// any of the keys opens, whether a journal counts it or not.
/// </summary>
internal sealed class JournalContents(CrashingFileSystem files, string root, TimeProvider time)
{
    /// <summary>Counts the places in which a text stands.</summary>
    public async Task<int> CountAsync(string text)
    {
        var wanted = Encoding.UTF8.GetBytes(text);
        var count = 0;
        foreach (var path in files.Paths.Where(path => path.StartsWith(root, StringComparison.Ordinal)))
        {
            count += Occurrences(files.ReadAllBytes(path), wanted);
            count += path.EndsWith(".seg", StringComparison.Ordinal) ? await SealedAsync(path, wanted) : 0;
        }
        return count;
    }

    private async Task<int> SealedAsync(string path, byte[] wanted)
    {
        var bytes = files.ReadAllBytes(path);
        if (SegmentHeader.TryRead(bytes) is not { } header)
        {
            return 0;
        }
        var journal = Path.GetDirectoryName(Path.GetDirectoryName(path))!;
        var source = new JournalKeySource(new FileJournalKeyProvider(files, root), TimeSpan.FromSeconds(10), time);
        using var keys = new EpochKeys(files, Path.Join(journal, "epochs"), source, time);
        foreach (var epoch in keys.List())
        {
            await keys.OpenAsync(epoch, CancellationToken.None);
        }
        using var reader = SegmentReader.TryOpen(files, new SegmentInfo(path, header), keys);
        var count = 0;
        while (reader?.TryNext(bytes.Length, out var isGood) == true)
        {
            count += isGood ? Occurrences(reader.Plain, wanted) : 0;
        }
        return count;
    }

    private static int Occurrences(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> wanted)
    {
        var count = 0;
        for (var at = bytes.IndexOf(wanted); at >= 0; at = bytes.IndexOf(wanted))
        {
            count++;
            bytes = bytes[(at + wanted.Length)..];
        }
        return count;
    }
}
