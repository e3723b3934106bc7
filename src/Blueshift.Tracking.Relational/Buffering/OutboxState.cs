using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Says what counts mean, in the words that every buffer has for its counters.</summary>
internal static class OutboxState
{
    private static readonly BufferDescription Undescribed = new("outbox", "", "");

    /// <summary>Makes the counters, of which the description, the limit, the numbers and the last acknowledgement are still to be said.</summary>
    public static BufferState Of(OutboxCounts counts, OutboxReporter reporter)
    {
        var waiting = counts.Open + counts.Parked;
        return new BufferState
        {
            Description = Undescribed,
            IsDurable = true,
            Recorded = counts.Delivered + waiting + counts.DeadLetters + counts.Dropped,
            Delivered = counts.Delivered,
            Waiting = waiting,
            Parked = counts.Parked,
            DeadLetters = counts.DeadLetters,
            Dropped = counts.Dropped,
            GivenUp = reporter.GivenUp,
            IsFaulty = reporter.IsFaulty,
            IsMissing = reporter.IsMissing,
            KeysMissing = reporter.LacksKey ? 1 : 0,
            Foreign = counts.Foreign,
            Bytes = counts.Bytes,
            BytesLimit = 0,
            LastSequence = 0,
            SettledThrough = 0,
            OldestWaiting =
                waiting > 0 && counts.OldestWaiting is { } oldest
                    ? DateTimeOffset.FromUnixTimeMilliseconds(oldest)
                    : null,
            LastAcknowledged = null,
        };
    }
}
