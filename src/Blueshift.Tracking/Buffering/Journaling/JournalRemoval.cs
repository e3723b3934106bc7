using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Removes a journal that has nothing to say any more: J25 of docs/journal-format.md. What is not the journal's own keeps it where it
/// is. Used under the journal's lock.
/// </summary>
internal static class JournalRemoval
{
    private const string LockName = "lock";
    private const string BookmarkName = "bookmark";

    /// <summary>Says whether a folder holds nothing but what a journal is made of; not when it cannot be read now.</summary>
    public static bool HoldsOnlyItsOwn(JournalContext context, JournalFolder folder)
    {
        try
        {
            return HoldsOnlyItsOwn(context.Files, folder);
        }
        catch (StorageFaultException exception)
        {
            context.Reporter.StorageFailed(exception.Fault);
            return false;
        }
    }

    /// <summary>Deletes everything, and gives the lock back. What the disk keeps is removed by whoever finds it.</summary>
    public static void Remove(JournalContext context, JournalFolder folder, IDisposable held)
    {
        try
        {
            Empty(context.Files, folder);
            held.Dispose();
            // Nobody holds it any more; whoever takes it now finds what is never gone on with.
            context.Files.Delete(folder.Lock);
            context.Files.DeleteFolder(folder.Path);
            context.Files.FlushFolder(Path.GetDirectoryName(folder.Path)!);
        }
        catch (StorageFaultException exception)
        {
            context.Reporter.StorageFailed(exception.Fault);
        }
        finally
        {
            held.Dispose();
        }
    }

    private static bool HoldsOnlyItsOwn(IFileSystem files, JournalFolder folder)
    {
        var folders = folder.All.Select(Path.GetFileName).Skip(1).ToHashSet();
        return files.List(folder.Path).All(entry => IsOwn(entry, folders))
            && files.List(folder.Quarantine).Count == 0
            && JournalFolder.Streams.All(stream =>
                files.List(folder.Segments(stream)).All(entry => JournalFolder.NumberOf(entry.Name) is not null)
            );
    }

    // The bookmark last: whoever finds half of it goes on with its numbers.
    private static void Empty(IFileSystem files, JournalFolder folder)
    {
        // A key after what it opens.
        foreach (var path in folder.All.Skip(1).OrderBy(path => path == folder.Epochs))
        {
            foreach (var entry in files.List(path))
            {
                files.Delete(Path.Join(path, entry.Name));
            }
            if (files.List(folder.Path).Any(entry => entry.Name == Path.GetFileName(path)))
            {
                files.FlushFolder(path);
                files.DeleteFolder(path);
            }
        }
        files.FlushFolder(folder.Path);
        files.Delete(folder.Bookmark);
        files.FlushFolder(folder.Path);
    }

    private static bool IsOwn(StorageEntry entry, HashSet<string?> folders) =>
        entry.Kind == StorageEntryKind.Folder ? folders.Contains(entry.Name) : entry.Name is LockName or BookmarkName;
}
