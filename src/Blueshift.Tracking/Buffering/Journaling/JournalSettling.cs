using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Carries out what dispatch decided for a claim. Used under the journal's lock.</summary>
internal sealed class JournalSettling(JournalParts parts, JournalBooks books, JournalClaims claims)
{
    private readonly List<SideMove> _toPark = [];
    private readonly List<SideMove> _toKeep = [];

    /// <summary>Gets of what copies are to be erased.</summary>
    public SuppressedCopies Suppressed { get; } = new(parts.Context.Time);

    /// <summary>Says whether settling needs a key to seal under.</summary>
    public static bool NeedsKey(HeldClaim claim, IReadOnlyList<Settlement> settlements)
    {
        for (var index = 0; index < settlements.Count; index++)
        {
            var kind = settlements[index].Kind;
            if (
                kind is SettlementKind.Park or SettlementKind.DeadLetter or SettlementKind.Drop
                || (kind == SettlementKind.Delivered && claim.Activities[index].Parked is not null)
            )
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Settles a claim. What cannot be put away is released, and claims pause for a while.</summary>
    public void Settle(HeldClaim claim, IReadOnlyList<Settlement> settlements, DataKey? key)
    {
        var isAcknowledged = false;
        for (var index = 0; index < settlements.Count; index++)
        {
            var activity = claim.Activities[index];
            switch (settlements[index].Kind)
            {
                case SettlementKind.Delivered:
                    Deliver(activity);
                    isAcknowledged = true;
                    break;
                case SettlementKind.Park:
                    _toPark.Add(SideMove.Of(claim, activity, settlements[index]));
                    break;
                case SettlementKind.DeadLetter:
                    _toKeep.Add(SideMove.Of(claim, activity, settlements[index]));
                    break;
                case SettlementKind.Drop:
                    Drop(claim, activity, settlements[index].DropReason);
                    break;
                default:
                    Release(activity);
                    claims.Hold.Extend(settlements[index].Hold);
                    break;
            }
        }
        if (isAcknowledged)
        {
            parts.Ledger.Tally.Acknowledge(parts.Context.Time.GetUtcNow());
        }
        Park(_toPark, key);
        Keep(_toKeep, key);
        _toPark.Clear();
        _toKeep.Clear();
        books.TrySave(key);
    }

    private static SequenceRange Range(HeldActivity activity) => new(activity.Sequence, activity.Sequence);

    private void Deliver(HeldActivity activity)
    {
        if (activity.Parked is { } parked)
        {
            claims.LetGo(parked);
            books.Remove(parts.Parked, parked);
        }
        else
        {
            parts.Ledger.Deliver(activity.Sequence);
        }
    }

    private void Release(HeldActivity activity)
    {
        if (activity.Parked is { } parked)
        {
            claims.LetGo(parked);
        }
        else
        {
            parts.Ledger.Release(activity.Sequence);
        }
    }

    private void Drop(HeldClaim claim, HeldActivity activity, DropReason reason)
    {
        if (!TryDrop(activity, reason))
        {
            ReleaseAndPause(activity);
        }
        else if (reason == DropReason.Suppressed && ActivityRecord.TryRead(claim.Record(activity).Span, out var record))
        {
            Suppressed.Note(record.Id, activity.Sequence);
        }
    }

    private bool TryDrop(HeldActivity activity, DropReason reason)
    {
        if (activity.Parked is not { } parked)
        {
            return books.TryGiveUp(Range(activity), reason);
        }
        claims.LetGo(parked);
        books.GiveUp(parts.Parked, parked, reason);
        return true;
    }

    private void ReleaseAndPause(HeldActivity activity)
    {
        claims.IsPaused = true;
        Release(activity);
    }

    private void Park(List<SideMove> all, DataKey? key)
    {
        if (!SideMoves.TryAppend(parts.Parked, all, key))
        {
            all.ForEach(one => ReleaseAndPause(one.Activity));
            return;
        }
        foreach (var (activity, change, _) in all)
        {
            if (activity.Parked is { } parked)
            {
                claims.LetGo(parked);
            }
            else if (!parts.Ledger.TryDivert(Range(activity)))
            {
                books.Remove(parts.Parked, change.Entry);
                ReleaseAndPause(activity);
            }
        }
    }

    private void Keep(List<SideMove> all, DataKey? key)
    {
        if (all.Count == 0)
        {
            return;
        }
        var fitting = parts.DeadLetters.IsReadable ? SideMoves.Fitting(parts.DeadLetters, all) : all.Count;
        foreach (var move in all.Skip(fitting))
        {
            if (!TryDrop(move.Activity, DropReason.DeadLettersFull))
            {
                ReleaseAndPause(move.Activity);
            }
        }
        var kept = all.GetRange(0, fitting);
        if (!SideMoves.TryAppend(parts.DeadLetters, kept, key))
        {
            kept.ForEach(one => ReleaseAndPause(one.Activity));
            return;
        }
        kept.ForEach(MoveToDeadLetters);
    }

    private void MoveToDeadLetters(SideMove move)
    {
        var (activity, change, isUnanswered) = move;
        if (activity.Parked is { } parked)
        {
            claims.LetGo(parked);
            books.Remove(parts.Parked, parked);
        }
        else if (!parts.Ledger.TryDivert(Range(activity)))
        {
            books.Remove(parts.DeadLetters, change.Entry);
            ReleaseAndPause(activity);
            return;
        }
        parts.Context.Reporter.DeadLettered(change.Entry.Reason);
        if (isUnanswered)
        {
            books.TellDeadLetter(activity.Sequence);
        }
    }
}
