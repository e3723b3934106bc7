using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Makes the parts of a journal. Touches no disk.</summary>
internal sealed class JournalAssembly(JournalContext context, JournalFolder folder)
{
    public EpochKeys Keys { get; } = new(context.Files, folder.Epochs, context.Keys, context.Time);

    /// <summary>Gets what stands for a bookmark where there is none.</summary>
    public BookmarkSlot Empty =>
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

    /// <summary>Puts the parts together. What is given belongs to them from now on.</summary>
    public JournalParts Assemble(IDisposable held, Bookmark bookmark, JournalLedger ledger)
    {
        var shared = context.ForJournal();
        shared.Bytes.Add(Bookmark.FileLength);
        return new JournalParts
        {
            Context = shared,
            Folder = folder,
            Lock = held,
            Bookmark = bookmark,
            Slot = bookmark.Slot ?? Empty,
            Keys = Keys,
            Epoch = new EpochSource(Keys, context.Time),
            Catalog = new SegmentCatalog(shared.Bytes),
            Ledger = ledger,
            Parked = new SideJournal(shared, folder, JournalStream.Parked, Keys),
            DeadLetters = new SideJournal(shared, folder, JournalStream.DeadLetters, Keys),
            GivenUp = new SideJournal(shared, folder, JournalStream.GivenUp, Keys),
        };
    }
}
