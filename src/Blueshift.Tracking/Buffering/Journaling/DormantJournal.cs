namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is a journal that is left alone, and what its files say of it without a key.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Reason">Why it is left alone.</param>
/// <param name="Counts">What it holds; <see langword="null"/> where that is not ours to say.</param>
/// <param name="Owner">To whom it belongs; <see langword="null"/> where that is not ours to say.</param>
internal sealed record DormantJournal(
    JournalFolder Folder,
    DormantReason Reason,
    JournalCounts? Counts,
    BufferOwner? Owner
)
{
    public static DormantJournal NotOurs(JournalFolder folder) =>
        new(folder, DormantReason.NotOurs, Counts: null, Owner: null);

    public static DormantJournal Of(JournalFolder folder, BookmarkSlot slot, long last, bool isForeign) =>
        new(
            folder,
            isForeign ? DormantReason.Foreign : DormantReason.KeyMissing,
            JournalCounts.Of(slot, last),
            slot.Owner
        );
}
