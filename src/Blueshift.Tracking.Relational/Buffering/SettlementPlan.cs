using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Works out of a claim's settlements what is done to which rows, and what it does to the numbers. Does no I/O.</summary>
internal sealed class SettlementPlan
{
    private readonly List<Func<OutboxCounts, OutboxCounts>> _changes = [];
    private long _deadLetterRoom;

    public SettlementPlan(IReadOnlyList<OutboxRow> rows, IReadOnlyList<Settlement> settlements, long deadLetterRoom)
    {
        _deadLetterRoom = deadLetterRoom;
        var freed = new Dictionary<FreedPlace, List<long>>();
        foreach (var (row, settlement) in rows.Zip(settlements))
        {
            Add(row, settlement, freed);
        }
        Rows.Freed.AddRange(
            freed.Select(static rows => new FreedRows(
                rows.Value,
                rows.Key.State,
                rows.Key.NotBefore,
                rows.Key.Reason,
                rows.Key.IsUntold
            ))
        );
        Hold = settlements.Max(static settlement => settlement.Hold);
    }

    public SettledRows Rows { get; } = new();

    /// <summary>Gets for how long nothing is claimed.</summary>
    public TimeSpan Hold { get; }

    public OutboxCounts Change(OutboxCounts counts) => _changes.Aggregate(counts, static (now, change) => change(now));

    private void Add(OutboxRow row, Settlement settlement, Dictionary<FreedPlace, List<long>> freed)
    {
        switch (settlement.Kind)
        {
            case SettlementKind.Delivered:
                Rows.Delivered.Add(row.Sequence);
                Rows.DeliveredRows.Add(row);
                Changed(row, static counts => counts with { Delivered = counts.Delivered + 1 });
                break;
            case SettlementKind.Drop:
                Drop(row, settlement.DropReason);
                break;
            case SettlementKind.DeadLetter when row.Size > _deadLetterRoom:
                Drop(row, DropReason.DeadLettersFull);
                break;
            case SettlementKind.DeadLetter:
                _deadLetterRoom -= row.Size;
                Free(row, new(RowState.DeadLetter, 0, settlement.Reason, settlement.IsUnanswered), freed);
                break;
            case SettlementKind.Park:
                // Up to the next millisecond: never a part of one too early.
                var due = settlement.NotBefore.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds();
                Free(row, new(RowState.Parked, due, settlement.Reason, IsUntold: false), freed);
                break;
            default:
                Free(row, new(row.State, 0, Reason: null, IsUntold: false), freed);
                break;
        }
    }

    private void Drop(OutboxRow row, DropReason reason)
    {
        if (!Rows.Dropped.TryGetValue(reason, out var dropped))
        {
            Rows.Dropped[reason] = dropped = [];
        }
        dropped.Add(row.Sequence);
        if (reason == DropReason.Suppressed)
        {
            Rows.SuppressedRows.Add(row);
        }
        Changed(row, static counts => counts with { Dropped = counts.Dropped + 1 });
    }

    private void Free(OutboxRow row, FreedPlace place, Dictionary<FreedPlace, List<long>> freed)
    {
        if (!freed.TryGetValue(place, out var rows))
        {
            freed[place] = rows = [];
        }
        rows.Add(row.Sequence);
        Changed(row, counts => counts.Add(place.State, 1, row.Size));
    }

    private void Changed(OutboxRow row, Func<OutboxCounts, OutboxCounts> change) =>
        _changes.Add(counts => change(counts.Add(row.State, -1, -row.Size)));

    private readonly record struct FreedPlace(RowState State, long NotBefore, string? Reason, bool IsUntold);
}
