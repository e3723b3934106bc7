namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Sums up what a process knows of all journals of its client instance.</summary>
internal static class JournalTotals
{
    /// <summary>Sums up; sequences are those of the process's own journal.</summary>
    public static BufferState Of(JournalShelf shelf, JournalContext context, BufferDescription description)
    {
        var own = shelf.Own?.Counts ?? default;
        var all = Sum(shelf);
        return new BufferState
        {
            Description = description,
            IsDurable = true,
            Recorded = all.Recorded,
            Delivered = all.Delivered,
            Waiting = all.Waiting,
            Parked = all.Parked,
            DeadLetters = all.DeadLetters,
            Dropped = all.Dropped,
            GivenUp = context.Reporter.GivenUp,
            Foreign = Foreign(shelf.Dormant),
            KeysMissing = CountLocked(shelf.Dormant),
            IsFaulty = context.Reporter.IsFaulty,
            IsVolatile = context.IsVolatile,
            LocksMissing = !shelf.LocksWork,
            Bytes = context.Bounds.Bytes,
            BytesLimit = context.Bounds.MaxBytes,
            LastSequence = own.Recorded,
            SettledThrough = own.SettledThrough,
            OldestWaiting = all.OldestWaiting,
            LastAcknowledged = all.LastAcknowledged,
        };
    }

    /// <summary>Counts what waits for another client instance or endpoint.</summary>
    public static long Foreign(IReadOnlyList<DormantJournal> dormant)
    {
        var waiting = 0L;
        for (var index = 0; index < dormant.Count; index++)
        {
            waiting += dormant[index] is { Reason: DormantReason.Foreign, Counts: { } counts } ? counts.Waiting : 0;
        }
        return waiting;
    }

    // Delivery asks for each batch, so it allocates nothing.
    private static JournalCounts Sum(JournalShelf shelf)
    {
        var all = default(JournalCounts);
        var journals = shelf.Journals;
        for (var index = 0; index < journals.Count; index++)
        {
            all = all.Plus(journals[index].Counts);
        }
        var dormant = shelf.Dormant;
        for (var index = 0; index < dormant.Count; index++)
        {
            // Those whose key is not at hand are counted by what their files say in clear.
            all = dormant[index] is { Reason: DormantReason.KeyMissing, Counts: { } counts } ? all.Plus(counts) : all;
        }
        return all;
    }

    private static int CountLocked(IReadOnlyList<DormantJournal> dormant)
    {
        var locked = 0;
        for (var index = 0; index < dormant.Count; index++)
        {
            locked += dormant[index].Reason == DormantReason.KeyMissing ? 1 : 0;
        }
        return locked;
    }
}
