using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Holds the parts of one open journal.</summary>
internal sealed class JournalParts : IDisposable
{
    private readonly Lock _publishing = new();
    private JournalCounts _published;

    public required JournalContext Context { get; init; }

    public required JournalFolder Folder { get; init; }

    public required IDisposable Lock { get; init; }

    public required Bookmark Bookmark { get; init; }

    /// <summary>Gets or sets the slot that counts, or what stands in for it where none could be read.</summary>
    public required BookmarkSlot Slot { get; set; }

    public required EpochKeys Keys { get; init; }

    public required EpochSource Epoch { get; init; }

    public required SegmentCatalog Catalog { get; init; }

    public required JournalLedger Ledger { get; init; }

    public required SideJournal Parked { get; init; }

    public required SideJournal DeadLetters { get; init; }

    public required SideJournal GivenUp { get; init; }

    /// <summary>Gets what was found damaged when it was opened, and is still to be given up.</summary>
    public List<SequenceRange> Damaged { get; } = [];

    public IReadOnlyList<SideJournal> Sides => [Parked, DeadLetters, GivenUp];

    /// <summary>Gets the counters: of what is settled as they were last published, of what is recorded as of now.</summary>
    public JournalCounts Counts
    {
        get
        {
            lock (_publishing)
            {
                var open = Ledger.Oldest;
                var parked = _published.OldestWaiting;
                return _published with
                {
                    Recorded = Ledger.LastSequence,
                    OldestWaiting = open is null || parked < open ? parked : open,
                };
            }
        }
    }

    /// <summary>Shows the counters as they are now, all at once.</summary>
    public void Publish() => Publish(Ledger.Read());

    /// <summary>Shows the counters with what was just read of the ledger.</summary>
    public void Publish(LedgerState ledger)
    {
        lock (_publishing)
        {
            _published = new JournalCounts
            {
                Recorded = ledger.LastSequence,
                SettledThrough = ledger.SettledThrough,
                Settled = ledger.Settled,
                Parked = Parked.Live,
                DeadLetters = DeadLetters.Live,
                Dropped = ledger.Dropped.Sum(),
                OldestWaiting = Parked.Index.Oldest,
                LastAcknowledged = ledger.LastAcknowledged,
            };
        }
    }

    /// <summary>Gets the side journals that cannot be read, because a key was missing, and that a key may bring back.</summary>
    public IReadOnlyList<SideJournal> Unreadable =>
        Sides.Where(side => !side.IsReadable && side.Stream != JournalStream.GivenUp).ToList();

    /// <summary>Reads side journals, at the start or when a key may have come back. Changes nothing that is known.</summary>
    /// <exception cref="StorageFaultException">A folder, or a file of it, cannot be read now.</exception>
    public async Task<IReadOnlyList<(SideJournal Side, SideLoad Load)>> ReadSidesAsync(
        IReadOnlyList<SideJournal> sides,
        CancellationToken cancellationToken
    )
    {
        var recovery = new SideRecovery(Context.Files, Folder, Keys);
        var loads = new List<(SideJournal, SideLoad)>();
        foreach (var side in sides)
        {
            var mark = Bookmark.Slot is null ? (SideMark?)null : MarkOf(side.Stream);
            loads.Add((side, await recovery.ReadAsync(side.Stream, mark, cancellationToken).ConfigureAwait(false)));
        }
        return loads;
    }

    /// <summary>Takes over what was read. Under the journal's lock.</summary>
    public void TakeOver(IReadOnlyList<(SideJournal Side, SideLoad Load)> loads)
    {
        foreach (var (side, load) in loads)
        {
            side.Load(load);
            if (side.Stream != JournalStream.GivenUp && load.IsReadable)
            {
                Reconcile(side, Bookmark.Slot is null ? null : load.Mark.Live);
            }
        }
        Publish();
    }

    /// <summary>Makes the journal an endpoint's whose name was given as the new one of its owner's. Durable on return.</summary>
    /// <exception cref="StorageFaultException">It belongs to whom it did.</exception>
    public void GiveTo(BufferOwner owner)
    {
        if (Slot.Owner != owner)
        {
            var slot = Slot with { Generation = Slot.Generation + 1, Owner = owner };
            Bookmark.Write(slot);
            Slot = slot;
        }
    }

    /// <summary>Asks again for keys that were missing: what one that is back opens is read from now on.</summary>
    public async Task<IReadOnlyList<(SideJournal Side, SideLoad Load)>> ReopenAsync()
    {
        try
        {
            foreach (var segment in Catalog.List())
            {
                await Keys.OpenAsync(segment.Header.EpochId, CancellationToken.None).ConfigureAwait(false);
            }
            return await ReadSidesAsync(Unreadable, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StorageFaultException exception)
        {
            Context.Reporter.StorageFailed(exception.Fault);
            return [];
        }
    }

    /// <summary>Gets whether nothing but its own lies in its folder.</summary>
    public bool MayBeRemoved => JournalRemoval.HoldsOnlyItsOwn(Context, Folder);

    /// <summary>Removes it, with the lock given back. What the disk keeps of it is removed by whoever opens it.</summary>
    public void Remove()
    {
        DisposeFiles();
        JournalRemoval.Remove(Context, Folder, Lock);
    }

    public void Dispose()
    {
        DisposeFiles();
        // Last: from here on another process may go on with it.
        Lock.Dispose();
    }

    private void DisposeFiles()
    {
        foreach (var side in Sides)
        {
            side.Dispose();
        }
        Bookmark.Dispose();
        Context.Bytes.Dispose();
        Epoch.Dispose();
        Keys.Dispose();
    }

    private SideMark MarkOf(JournalStream stream) =>
        stream switch
        {
            JournalStream.Parked => Slot.Parked,
            JournalStream.DeadLetters => Slot.DeadLetters,
            _ => Slot.GivenUp,
        };

    private void Reconcile(SideJournal side, uint? expected)
    {
        if (expected is null)
        {
            // Without a bookmark the side journals themselves say what left the log.
            foreach (var entry in side.Index.Entries)
            {
                Ledger.TryDivert(new SequenceRange(entry.Sequence, entry.Sequence));
            }
        }
        else if (expected is { } live && live > side.Index.Count)
        {
            Ledger.Tally.Drop(DropReason.Damaged, live - side.Index.Count);
            Context.Reporter.Dropped(DropReason.Damaged, live - side.Index.Count);
        }
    }
}
