using System.Data.Common;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Holds the numbers of an outbox as one look at the database found them.</summary>
internal sealed record OutboxCounts
{
    public static OutboxCounts Nothing { get; } = new();

    /// <summary>Gets how many wait now, without parked ones.</summary>
    public long Open { get; init; }

    public long Parked { get; init; }

    public long DeadLetters { get; init; }

    /// <summary>Gets what all nodes delivered, since the tables were made.</summary>
    public long Delivered { get; init; }

    public long Dropped { get; init; }

    public long Bytes { get; init; }

    public long DeadLetterBytes { get; init; }

    /// <summary>Gets the highest number that was given to anything that is there or was settled; 0 when there is none.</summary>
    public long Last { get; init; }

    /// <summary>Gets the lowest number that is not settled; <see langword="null"/> when all are.</summary>
    public long? FirstOpen { get; init; }

    /// <summary>Gets how many wait for long that are another client instance's; they are in no other number here.</summary>
    public long Foreign { get; init; }

    /// <summary>Gets when the oldest waiting one was recorded, in milliseconds since 1970 UTC.</summary>
    public long? OldestWaiting { get; init; }

    public OutboxCounts Add(RowState state, long count, long bytes) =>
        state switch
        {
            RowState.Waiting => this with { Open = Open + count, Bytes = Bytes + bytes },
            RowState.Parked => this with { Parked = Parked + count, Bytes = Bytes + bytes },
            RowState.GivenUp => this,
            _ => this with
            {
                DeadLetters = DeadLetters + count,
                Bytes = Bytes + bytes,
                DeadLetterBytes = DeadLetterBytes + bytes,
            },
        };

    /// <summary>Adds a row of <see cref="OutboxStatements.CountRows"/>.</summary>
    public OutboxCounts With(DbDataReader row)
    {
        var state = (RowState)row.GetInt64(0);
        var (oldest, first, last) = (row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));
        var counts = Add(state, row.GetInt64(1), row.GetInt64(2)) with { Last = Math.Max(Last, last) };
        return state >= RowState.DeadLetter
            ? counts
            : counts with
            {
                FirstOpen = state == RowState.Waiting ? first : FirstOpen,
                OldestWaiting = Math.Min(OldestWaiting ?? long.MaxValue, oldest),
            };
    }
}
