using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is the counters of one journal. Always: recorded = delivered + waiting + dead letters + dropped.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct JournalCounts
{
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

    /// <summary>Sums up; where everything is settled is not summed up, for it is each journal's own.</summary>
    public JournalCounts Plus(JournalCounts other) =>
        new()
        {
            Recorded = Recorded + other.Recorded,
            SettledThrough = 0,
            Settled = Settled + other.Settled,
            Parked = Parked + other.Parked,
            DeadLetters = DeadLetters + other.DeadLetters,
            Dropped = Dropped + other.Dropped,
            OldestWaiting = other.OldestWaiting >= OldestWaiting ? OldestWaiting : other.OldestWaiting ?? OldestWaiting,
            LastAcknowledged =
                other.LastAcknowledged <= LastAcknowledged
                    ? LastAcknowledged
                    : other.LastAcknowledged ?? LastAcknowledged,
        };

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
