using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Makes a journal, or opens one that a process left, whatever its end was.</summary>
internal sealed class JournalOpening(JournalContext context, string parent)
{
    private bool Flushes => context.Options.Durability == BufferDurability.PowerLoss;

    /// <summary>Makes a journal. On return it is on the disk.</summary>
    /// <exception cref="StorageFaultException">A part of it may be there; it holds nothing.</exception>
    public JournalParts Create()
    {
        var folder = new JournalFolder(parent, Guid.CreateVersion7(context.Time.GetUtcNow()));
        foreach (var path in folder.All)
        {
            context.Files.CreateFolder(path);
        }
        var held = context.Files.TryLock(folder.Lock) ?? throw new StorageFaultException(StorageFault.AlreadyExists);
        try
        {
            var slot = Empty(folder);
            var bookmark = Bookmark.Create(context.Files, folder.Bookmark, slot, Flushes);
            if (Flushes)
            {
                context.Files.FlushFolder(folder.Path);
                context.Files.FlushFolder(parent);
            }
            return Assemble(
                folder,
                held,
                bookmark,
                new JournalLedger(slot, firstSequence: 1, lastSequence: 0),
                Keys(folder)
            );
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens a journal whose lock is held.</summary>
    /// <param name="folder">Where it is.</param>
    /// <param name="held">Its lock; disposed when the journal is not opened.</param>
    /// <param name="cancellationToken">Ends the wait for a key.</param>
    /// <returns>The journal, or why it is left alone.</returns>
    /// <exception cref="StorageFaultException">The disk does not give it back now.</exception>
    public async Task<(JournalParts? Parts, DormantJournal? Dormant)> OpenAsync(
        JournalFolder folder,
        IDisposable held,
        CancellationToken cancellationToken
    )
    {
        Bookmark? bookmark = null;
        JournalParts? parts = null;
        try
        {
            bookmark = OpenBookmark(folder);
            var slot = bookmark.Slot ?? Empty(folder);
            var keys = Keys(folder);
            var log = new LogRecovery(context.Files, folder, keys);
            await log.ReadAsync(slot.SettledThrough, cancellationToken).ConfigureAwait(false);
            if (Dormancy(folder, bookmark, slot, log) is { } dormant)
            {
                bookmark.Dispose();
                held.Dispose();
                return (null, dormant);
            }
            var ledger = new JournalLedger(slot, log.FirstSequence, log.LastSequence);
            parts = Assemble(folder, held, bookmark, ledger, keys);
            await FillAsync(parts, log, cancellationToken).ConfigureAwait(false);
            return (parts, null);
        }
        catch
        {
            parts?.Dispose();
            bookmark?.Dispose();
            held.Dispose();
            throw;
        }
    }

    private DormantJournal? Dormancy(JournalFolder folder, Bookmark bookmark, BookmarkSlot slot, LogRecovery log)
    {
        if (log.IsNewer || bookmark.IsNewer || slot.JournalId != folder.JournalId)
        {
            return new DormantJournal(folder, DormantReason.NotOurs, Counts: null);
        }
        var counts = JournalCounts.Of(slot, log.LastSequence);
        if (slot.Owner != context.Owner)
        {
            return new DormantJournal(folder, DormantReason.Foreign, counts);
        }
        return log.IsKeyMissing ? new DormantJournal(folder, DormantReason.KeyMissing, counts) : null;
    }

    private Bookmark OpenBookmark(JournalFolder folder)
    {
        try
        {
            return Bookmark.Open(context.Files, folder.Bookmark, Flushes);
        }
        catch (StorageFaultException exception) when (exception.Fault == StorageFault.NotFound)
        {
            return Bookmark.CreateBlank(context.Files, folder.Bookmark, Flushes);
        }
    }

    private BookmarkSlot Empty(JournalFolder folder) =>
        new()
        {
            Generation = 1,
            JournalId = folder.JournalId,
            SettledThrough = 0,
            Ranges = [],
            LastAcknowledged = null,
            Dropped = new long[BookmarkSlot.DropReasons],
            Parked = default,
            DeadLetters = default,
            GivenUp = default,
            Owner = context.Owner,
        };

    private EpochKeys Keys(JournalFolder folder) => new(context.Files, folder.Epochs, context.Keys, context.Time);

    private JournalParts Assemble(
        JournalFolder folder,
        IDisposable held,
        Bookmark bookmark,
        JournalLedger ledger,
        EpochKeys keys
    )
    {
        var shared = context.ForJournal();
        shared.Bytes.Add(Bookmark.FileLength);
        return new JournalParts
        {
            Context = shared,
            Folder = folder,
            Lock = held,
            Bookmark = bookmark,
            Slot = bookmark.Slot ?? Empty(folder),
            Keys = keys,
            Epoch = new EpochSource(keys, context.Time),
            Catalog = new SegmentCatalog(shared.Bytes),
            Ledger = ledger,
            Parked = new SideJournal(shared, folder, JournalStream.Parked, keys),
            DeadLetters = new SideJournal(shared, folder, JournalStream.DeadLetters, keys),
            GivenUp = new SideJournal(shared, folder, JournalStream.GivenUp, keys),
        };
    }

    private async Task FillAsync(JournalParts parts, LogRecovery log, CancellationToken cancellationToken)
    {
        parts.Catalog.Seen(log.LastNumber);
        foreach (var segment in log.Segments)
        {
            parts.Catalog.Add(segment);
        }
        parts.Damaged.AddRange(log.Damaged);
        parts.Context.Bytes.Add(context.Files.List(parts.Folder.Quarantine).Sum(entry => entry.Length));
        await parts.LoadSidesAsync(cancellationToken).ConfigureAwait(false);
        var needed = log
            .Segments.Select(segment => segment.Header.EpochId)
            .Concat(parts.Sides.SelectMany(side => side.Epochs));
        foreach (var epoch in parts.Keys.List().Except(needed))
        {
            parts.Keys.Delete(epoch);
        }
        // A copy of the folder may have left out one that was empty.
        context.Files.CreateFolder(parts.Folder.Segments(JournalStream.Log));
        if (Flushes)
        {
            context.Files.FlushFolder(parts.Folder.Path);
        }
        Secure(log);
    }

    // What a killed process wrote without a flush is in the system's memory alone, and is sent from now on.
    private void Secure(LogRecovery log)
    {
        if (!Flushes || log.Segments.Count == 0)
        {
            return;
        }
        try
        {
            using var file = context.Files.OpenRead(log.Segments[^1].Path);
            file.Flush();
            context.Files.FlushFolder(Path.GetDirectoryName(log.Segments[^1].Path)!);
        }
        catch (StorageFaultException)
        {
            // Where a file opened for reading cannot be flushed the system will write it in its own time.
        }
    }
}
