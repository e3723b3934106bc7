using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Keeps copies of damaged segments for whoever wants to look, within limits. They are sealed like the original.</summary>
internal static class Quarantine
{
    /// <summary>Copies a segment, or the part of it that fits. A fault leaves no copy: nothing depends on it.</summary>
    public static void Copy(JournalParts parts, SegmentInfo segment)
    {
        var files = parts.Context.Files;
        var folder = parts.Folder.Quarantine;
        try
        {
            files.CreateFolder(folder);
            var room = JournalLimits.MaxQuarantineBytes - files.List(folder).Sum(entry => entry.Length);
            using var source = files.OpenRead(segment.Path);
            var length = Math.Min(source.Length, JournalLimits.MaxSegmentBytes);
            var target = Path.Join(folder, JournalFolder.NameOf(segment.Number));
            if (length > room || files.List(folder).Any(entry => entry.Name == JournalFolder.NameOf(segment.Number)))
            {
                return;
            }
            using var copy = files.Create(target);
            var bytes = new byte[64 * 1024];
            for (var offset = 0L; offset < length; offset += bytes.Length)
            {
                copy.Write(offset, bytes.AsSpan(0, source.Read(offset, bytes)));
            }
            copy.Flush();
            parts.Context.Bytes.Add(length);
        }
        catch (StorageFaultException exception)
        {
            parts.Context.Reporter.StorageFailed(exception.Fault);
        }
    }

    /// <summary>Deletes copies that are too old, or all of them.</summary>
    /// <exception cref="StorageFaultException">Some may still be there.</exception>
    public static void Clean(JournalParts parts, bool all)
    {
        var oldest = parts.Context.Time.GetUtcNow() - JournalLimits.MaxQuarantineAge;
        foreach (var entry in parts.Context.Files.List(parts.Folder.Quarantine))
        {
            if (all || entry.Modified < oldest)
            {
                parts.Context.Files.Delete(Path.Join(parts.Folder.Quarantine, entry.Name));
                parts.Context.Bytes.Add(-entry.Length);
            }
        }
    }
}
