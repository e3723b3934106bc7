using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Opens a journal that a process left, whatever its end was.</summary>
/// <param name="context">What the journals share.</param>
/// <param name="isOwn">Whether it lies in the folder of this process's client instance: a journal without a bookmark is then taken for ours.</param>
internal sealed class JournalOpening(JournalContext context, bool isOwn)
{
    private bool Flushes => context.Options.Durability == BufferDurability.PowerLoss;

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
            bookmark = TryOpenBookmark(folder);
            var found = Read(folder);
            if (bookmark is null && isOwn && found.Values.All(read => read.Segments.Count == 0))
            {
                return RemoveUnfinished(folder, held);
            }
            if (!IsOurs(folder, bookmark) || found.Values.Any(read => read.Segments.Any(file => file.IsNewer)))
            {
                return (null, Leave(DormantJournal.NotOurs(folder), bookmark, held));
            }
            var assembly = new JournalAssembly(context, folder);
            var slot = bookmark?.Slot ?? assembly.Empty;
            var log = new LogRecovery(context.Files, assembly.Keys);
            await log.ReadAsync(found[JournalStream.Log].Segments, slot.SettledThrough, cancellationToken)
                .ConfigureAwait(false);
            var isForeign = slot.Owner != context.Owner && context.Move?.GivesHost(slot.Owner) != true;
            if (isForeign || log.IsKeyMissing)
            {
                var dormant = DormantJournal.Of(folder, slot, log.LastSequence, isForeign);
                return (null, Leave(dormant, bookmark, held));
            }
            bookmark ??= Bookmark.CreateBlank(context.Files, folder.Bookmark, Flushes);
            var ledger = new JournalLedger(slot, log.FirstSequence, log.LastSequence);
            parts = assembly.Assemble(held, bookmark, ledger);
            await FillAsync(parts, log, found.Values, cancellationToken).ConfigureAwait(false);
            parts.GiveTo(context.Owner);
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

    private static DormantJournal Leave(DormantJournal dormant, Bookmark? bookmark, IDisposable held)
    {
        bookmark?.Dispose();
        held.Dispose();
        return dormant;
    }

    // Nothing was ever recorded here, or all of it is told and it was being removed: its numbers are not to be given again.
    private (JournalParts?, DormantJournal?) RemoveUnfinished(JournalFolder folder, IDisposable held)
    {
        if (JournalRemoval.HoldsOnlyItsOwn(context, folder))
        {
            JournalRemoval.Remove(context, folder, held);
        }
        held.Dispose();
        return (null, null);
    }

    private Dictionary<JournalStream, SegmentFolder> Read(JournalFolder folder) =>
        JournalFolder.Streams.ToDictionary(
            stream => stream,
            stream => SegmentFolder.Read(context.Files, folder, stream)
        );

    private bool IsOurs(JournalFolder folder, Bookmark? bookmark) =>
        bookmark is not { IsNewer: true } && (bookmark?.Slot is { } slot ? slot.JournalId == folder.JournalId : isOwn);

    private Bookmark? TryOpenBookmark(JournalFolder folder)
    {
        try
        {
            return Bookmark.Open(context.Files, folder.Bookmark, Flushes);
        }
        catch (StorageFaultException exception) when (exception.Fault == StorageFault.NotFound)
        {
            return null;
        }
    }

    private async Task FillAsync(
        JournalParts parts,
        LogRecovery log,
        IEnumerable<SegmentFolder> found,
        CancellationToken cancellationToken
    )
    {
        parts.Bookmark.Secure();
        // Whoever made it may have died before all of it was there, or on the disk; a copy may have left out what was empty.
        parts.Folder.Make(context.Files);
        if (Flushes)
        {
            parts.Folder.FlushNames(context.Files);
        }
        foreach (var read in found)
        {
            read.DeleteUnfinished(context.Files);
        }
        parts.Catalog.Seen(log.LastNumber);
        foreach (var segment in log.Segments)
        {
            parts.Catalog.Add(segment);
        }
        parts.Damaged.AddRange(log.Damaged);
        parts.Context.Bytes.Add(context.Files.List(parts.Folder.Quarantine).Sum(entry => entry.Length));
        parts.TakeOver(await parts.ReadSidesAsync(parts.Sides, cancellationToken).ConfigureAwait(false));
        var needed = log
            .Segments.Select(segment => segment.Header.EpochId)
            .Concat(parts.Sides.SelectMany(side => side.Epochs));
        foreach (var epoch in parts.Keys.List().Except(needed))
        {
            parts.Keys.Delete(epoch);
        }
        Secure(log);
        FindOldest(parts);
    }

    // Otherwise nobody would know for how long something has waited before the endpoint is there to take it.
    private void FindOldest(JournalParts parts)
    {
        var first = parts.Ledger.Read().SettledThrough + 1;
        if (first > parts.Ledger.LastSequence)
        {
            return;
        }
        using var reader = new LogReader(context.Files, parts.Catalog, parts.Keys);
        if (reader.Read(first, out _, out _) is ReadStatus.Found or ReadStatus.Hole)
        {
            parts.Ledger.OldestIs(reader.At, first);
        }
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
