using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Says what counts mean, in the words that every buffer has for its counters.</summary>
internal static class OutboxState
{
    /// <summary>Makes the counters.</summary>
    /// <param name="counts">What is kept.</param>
    /// <param name="last">The last number given.</param>
    /// <param name="acknowledged">When the endpoint last took something of this process.</param>
    /// <param name="terms">The limit.</param>
    /// <param name="reporter">What is wrong, and what was given up.</param>
    public static BufferState Of(
        OutboxCounts counts,
        long last,
        DateTimeOffset? acknowledged,
        (BufferDescription Description, long Limit) terms,
        OutboxReporter reporter
    )
    {
        var waiting = counts.Open + counts.Parked;
        return new BufferState
        {
            Description = terms.Description,
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
            BytesLimit = terms.Limit,
            LastSequence = last,
            SettledThrough = counts.FirstOpen is { } first ? first - 1 : last,
            OldestWaiting =
                waiting > 0 && counts.OldestWaiting is { } oldest
                    ? DateTimeOffset.FromUnixTimeMilliseconds(oldest)
                    : null,
            LastAcknowledged = acknowledged,
        };
    }
}
