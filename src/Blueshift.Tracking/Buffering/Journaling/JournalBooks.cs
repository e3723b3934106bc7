using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Writes down what is settled: side journals first, then the bookmark, then old segments go: invariants J15 to J20 of
/// docs/journal-format.md. Used under the journal's lock; throws no storage faults.
/// </summary>
internal sealed class JournalBooks(JournalParts parts)
{
    private readonly List<SideChange> _givenUp = [];
    private readonly List<SideChange> _unparked = [];
    private readonly List<SideChange> _undead = [];

    /// <summary>Gets whether the next save needs a key.</summary>
    public bool Owes => _givenUp.Count + _unparked.Count + _undead.Count > 0;

    /// <summary>Gets the lowest number given up that is in no side journal yet.</summary>
    public long? FirstUnsaved =>
        _givenUp.Where(change => !change.IsRemoved).Min(change => (long?)change.Entry.Sequence);

    /// <summary>Takes an entry out of a side journal.</summary>
    public void Remove(SideJournal side, SideEntry entry)
    {
        (side == parts.Parked ? _unparked : _undead).Add(SideChange.Remove(entry));
        side.Index.Apply(entry, isAdded: false);
    }

    /// <summary>Gives up open sequences of the log.</summary>
    /// <returns><see langword="false"/> when the bookmark has no range for them; they are as before.</returns>
    public bool TryGiveUp(SequenceRange range, DropReason reason)
    {
        if (!parts.Ledger.TryDivert(range))
        {
            return false;
        }
        NoteGivenUp(range, reason);
        return true;
    }

    /// <summary>Gives up an entry of a side journal.</summary>
    public void GiveUp(SideJournal side, SideEntry entry, DropReason reason)
    {
        Remove(side, entry);
        NoteGivenUp(new SequenceRange(entry.Sequence, entry.Sequence), reason);
    }

    /// <summary>Notes a dead letter that the endpoint knows nothing of. Alone: what becomes of it later takes the place of this.</summary>
    public void TellDeadLetter(long sequence) => Tell(new SequenceRange(sequence, sequence), GivenUpReason.DeadLetter);

    /// <summary>Notes that the endpoint knows of a range that was given up.</summary>
    public void Told(SideEntry entry)
    {
        if (!_givenUp.Exists(change => change.Entry.Sequence == entry.Sequence))
        {
            _givenUp.Add(SideChange.Remove(entry));
            parts.GivenUp.Index.Apply(entry, isAdded: false);
        }
    }

    /// <summary>Makes everything so far durable, and lets segments go.</summary>
    /// <param name="key">The key to seal under; needed only for what goes to or from a side journal.</param>
    /// <returns><see langword="false"/> after a storage fault, or without a key that is needed: the next save says it.</returns>
    public bool TrySave(DataKey? key)
    {
        var ledger = parts.Ledger.Read();
        var isSaved = TryPay(key) && TryWriteSlot(ledger);
        if (isSaved)
        {
            parts.Ledger.Saved();
            foreach (var side in parts.Sides)
            {
                side.DeleteRetired();
            }
        }
        DeleteSettled(ledger.SettledThrough);
        parts.Publish(ledger);
        return isSaved;
    }

    private void NoteGivenUp(SequenceRange range, DropReason reason)
    {
        parts.Ledger.Tally.Drop(reason, range.Count);
        parts.Context.Reporter.Dropped(reason, range.Count);
        Tell(range, (GivenUpReason)reason);
    }

    private void Tell(SequenceRange range, GivenUpReason reason)
    {
        var entry = new SideEntry
        {
            Sequence = range.From,
            To = range.To,
            RecordedAt = parts.Context.Time.GetUtcNow(),
            GivenUpReason = reason,
        };
        if (
            reason != GivenUpReason.DeadLetter
            && _givenUp.Count > 0
            && _givenUp[^1] is { IsRemoved: false, Entry: var before }
            && before.To + 1 == range.From
            && before.GivenUpReason == reason
        )
        {
            // What expires is one long range more often than not.
            entry = entry with
            {
                Sequence = before.Sequence,
            };
            _givenUp.RemoveAt(_givenUp.Count - 1);
        }
        _givenUp.Add(SideChange.Add(entry, ReadOnlyMemory<byte>.Empty));
    }

    private bool TryPay(DataKey? key) =>
        TryPay(parts.GivenUp, _givenUp, key)
        && TryPay(parts.Parked, _unparked, key)
        && TryPay(parts.DeadLetters, _undead, key);

    private static bool TryPay(SideJournal side, List<SideChange> owed, DataKey? key)
    {
        if (owed.Count == 0)
        {
            return true;
        }
        if (key is null || !side.TryAppend(owed, key))
        {
            return false;
        }
        owed.Clear();
        return true;
    }

    private bool TryWriteSlot(LedgerState ledger)
    {
        var slot = parts.Slot with
        {
            Generation = parts.Slot.Generation + 1,
            SettledThrough = ledger.SettledThrough,
            Ranges = ledger.Ranges,
            LastAcknowledged = ledger.LastAcknowledged,
            Dropped = ledger.Dropped,
            Parked = parts.Parked.Mark,
            DeadLetters = parts.DeadLetters.Mark,
            GivenUp = parts.GivenUp.Mark,
        };
        try
        {
            parts.Bookmark.Write(slot);
            parts.Slot = slot;
            return true;
        }
        catch (StorageFaultException exception)
        {
            parts.Context.Reporter.StorageFailed(exception.Fault);
            return false;
        }
    }

    private void DeleteSettled(long through)
    {
        try
        {
            while (parts.Catalog.OldestSettled(through) is { } oldest && parts.Ledger.MayForget(oldest))
            {
                parts.Context.Files.Delete(oldest.Path);
                parts.Catalog.Remove(oldest);
                ForgetEpoch(oldest.Header.EpochId);
            }
        }
        catch (StorageFaultException exception)
        {
            // What cannot be deleted stays settled, and is tried again.
            parts.Context.Reporter.StorageFailed(exception.Fault);
        }
    }

    /// <summary>Deletes an epoch's key when nothing is left that needs it.</summary>
    private void ForgetEpoch(Guid epoch)
    {
        if (
            epoch != parts.Epoch.Current?.EpochId
            && parts.Catalog.List().All(segment => segment.Header.EpochId != epoch)
            && parts.Sides.All(side => !side.Epochs.Contains(epoch))
        )
        {
            parts.Keys.Delete(epoch);
        }
    }
}
