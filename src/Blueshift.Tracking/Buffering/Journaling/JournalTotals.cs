namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Sums up what a process knows of all journals of its client instance.</summary>
internal static class JournalTotals
{
    /// <summary>Sums up; sequences are those of the process's own journal.</summary>
    public static BufferState Of(JournalShelf shelf, JournalContext context, string description)
    {
        var own = shelf.Own?.Counts ?? JournalCounts.None;
        var all = shelf.Journals.Select(journal => journal.Counts).Concat(Locked(shelf.Dormant)).ToList();
        return new BufferState
        {
            Description = description,
            IsDurable = true,
            Recorded = all.Sum(counts => counts.Recorded),
            Delivered = all.Sum(counts => counts.Delivered),
            Waiting = all.Sum(counts => counts.Waiting),
            Parked = all.Sum(counts => counts.Parked),
            DeadLetters = all.Sum(counts => counts.DeadLetters),
            Dropped = all.Sum(counts => counts.Dropped),
            GivenUp = context.Reporter.GivenUp,
            Foreign = Foreign(shelf.Dormant),
            KeysMissing = shelf.Dormant.Count(journal => journal.Reason == DormantReason.KeyMissing),
            IsFaulty = context.Reporter.IsFaulty,
            IsVolatile = context.IsVolatile,
            LocksMissing = !shelf.LocksWork,
            Bytes = context.Bounds.Bytes,
            BytesLimit = context.Bounds.MaxBytes,
            LastSequence = own.Recorded,
            SettledThrough = own.SettledThrough,
            OldestWaiting = all.Min(counts => counts.OldestWaiting),
            LastAcknowledged = all.Max(counts => counts.LastAcknowledged),
        };
    }

    /// <summary>Counts what waits for another client instance or endpoint.</summary>
    public static long Foreign(IReadOnlyList<DormantJournal> dormant) =>
        dormant.Where(journal => journal.Reason == DormantReason.Foreign).Sum(journal => journal.Counts!.Waiting);

    // Those whose key is not at hand are counted by what their files say in clear.
    private static IEnumerable<JournalCounts> Locked(IReadOnlyList<DormantJournal> dormant) =>
        dormant.Where(journal => journal.Reason == DormantReason.KeyMissing).Select(journal => journal.Counts!);
}
