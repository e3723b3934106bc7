using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Makes a journal in the folder of a client instance.</summary>
internal sealed class JournalMaking(JournalContext context, string parent)
{
    private const int MaxAttempts = 3;

    private bool Flushes => context.Options.Durability == BufferDurability.PowerLoss;

    /// <summary>Makes a journal. On return it is on the disk.</summary>
    /// <exception cref="StorageFaultException">A part of it may be there; it holds nothing.</exception>
    public JournalParts Create()
    {
        var (folder, held) = MakeFolder();
        Bookmark? bookmark = null;
        try
        {
            var assembly = new JournalAssembly(context, folder);
            var slot = assembly.Empty;
            folder.Make(context.Files);
            bookmark = Bookmark.Create(context.Files, folder.Bookmark, slot, Flushes);
            if (Flushes)
            {
                folder.FlushNames(context.Files);
            }
            return assembly.Assemble(held, bookmark, new JournalLedger(slot, firstSequence: 1, lastSequence: 0));
        }
        catch
        {
            bookmark?.Dispose();
            held.Dispose();
            throw;
        }
    }

    // Another process may find the new folder, and remove it, before it is locked here.
    private (JournalFolder Folder, IDisposable Held) MakeFolder()
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var folder = new JournalFolder(parent, Guid.CreateVersion7(context.Time.GetUtcNow()));
            context.Files.CreateFolder(folder.Path);
            if (TryLock(folder) is { } held)
            {
                return (folder, held);
            }
        }
        throw new StorageFaultException(StorageFault.AlreadyExists);
    }

    private IDisposable? TryLock(JournalFolder folder)
    {
        try
        {
            return context.Files.TryLock(folder.Lock);
        }
        catch (StorageFaultException exception) when (exception.Fault == StorageFault.NotFound)
        {
            // Whoever found it empty took it for one that was left unfinished.
            return null;
        }
    }
}
