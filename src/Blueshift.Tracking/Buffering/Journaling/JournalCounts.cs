namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is the counters of one journal. Always: recorded = delivered + waiting + dead letters + dropped.</summary>
internal sealed record JournalCounts
{
    public static JournalCounts None { get; } =
        new()
        {
            Recorded = 0,
            SettledThrough = 0,
            Settled = 0,
            Parked = 0,
            DeadLetters = 0,
            Dropped = 0,
            OldestWaiting = null,
            LastAcknowledged = null,
        };

    public required long Recorded { get; init; }

    public required long SettledThrough { get; init; }

    /// <summary>Gets how many sequences are settled: delivered, parked, kept as dead letters, dropped.</summary>
    public required long Settled { get; init; }

    public required long Parked { get; init; }

    public required long DeadLetters { get; init; }

    public required long Dropped { get; init; }

    public required DateTimeOffset? OldestWaiting { get; init; }

    public required DateTimeOffset? LastAcknowledged { get; init; }

    public long Delivered => Settled - Parked - DeadLetters - Dropped;

    public long Waiting => Recorded - Settled + Parked;

    /// <summary>Counts by the bookmark and the last sequence alone.</summary>
    public static JournalCounts Of(BookmarkSlot slot, long last) =>
        new()
        {
            Recorded = Math.Max(last, slot.Ranges.Select(range => range.To).Append(slot.SettledThrough).Max()),
            SettledThrough = slot.SettledThrough,
            Settled = slot.SettledThrough + slot.Ranges.Sum(range => range.Count),
            Parked = slot.Parked.Live,
            DeadLetters = slot.DeadLetters.Live,
            Dropped = slot.Dropped.Sum(),
            OldestWaiting = null,
            LastAcknowledged = slot.LastAcknowledged,
        };
}
