using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Answers what people ask of one journal that this process holds: a person's activities, and the dead letters. Safe for several
/// threads; throws no storage faults.
/// </summary>
internal sealed class JournalArchive(
    JournalParts parts,
    JournalBooks books,
    JournalClaims claims,
    GroupCommit commits,
    Lock io
)
{
    /// <summary>Counts what is of a person, and shows it if somebody wants to see it.</summary>
    public async Task<PersonFindings> SearchAsync(
        ActivityPredicate matches,
        IActivityExport? export,
        CancellationToken cancellationToken
    )
    {
        var search = new JournalSearch(parts, claims, matches, export);
        lock (io)
        {
            search.LookAtClaims();
        }
        foreach (var segment in parts.Catalog.List())
        {
            cancellationToken.ThrowIfCancellationRequested();
            lock (io)
            {
                search.Log(segment);
            }
            await FlushAsync(export, cancellationToken).ConfigureAwait(false);
        }
        lock (io)
        {
            search.Sides();
        }
        await FlushAsync(export, cancellationToken).ConfigureAwait(false);
        return search.Findings.Plus(new PersonFindings { Unreached = search.IsComplete ? 0 : 1 });
    }

    /// <summary>Erases a person.</summary>
    public Task<PersonFindings> EraseAsync(ActivityPredicate matches, CancellationToken cancellationToken) =>
        new JournalErasure(parts, books, claims, commits, io).RunAsync(matches, cancellationToken);

    /// <summary>Erases the copies of what the endpoint answered as suppressed. What cannot be erased now is tried again.</summary>
    public async Task EraseSuppressedAsync(SuppressedCopies copies, CancellationToken cancellationToken)
    {
        IReadOnlySet<Guid> due;
        lock (io)
        {
            if (claims.Gate.Held.Count > 0)
            {
                // It would wait for what is on its way, and nothing be claimed meanwhile.
                return;
            }
            due = copies.TakeDue(sequence => parts.Catalog.Find(sequence) is not null);
        }
        if (due.Count == 0)
        {
            return;
        }
        var found = await EraseAsync(record => due.Contains(record.Id), cancellationToken).ConfigureAwait(false);
        if (found.IsComplete)
        {
            lock (io)
            {
                copies.Erased(due);
            }
        }
    }

    /// <summary>Lists the dead letters that can be read.</summary>
    public IReadOnlyList<DeadLetter> DeadLetters()
    {
        lock (io)
        {
            var all = new List<DeadLetter>();
            foreach (var entry in parts.DeadLetters.Index.Entries)
            {
                if (IdOf(entry) is { } id)
                {
                    all.Add(
                        new DeadLetter
                        {
                            ActivityId = id,
                            RecordedAt = entry.RecordedAt,
                            Reason = entry.Reason,
                            Sequence = entry.Sequence,
                        }
                    );
                }
            }
            return all;
        }
    }

    /// <summary>Parks a dead letter for now.</summary>
    /// <returns><see langword="false"/> when it is not here, or stays where it is.</returns>
    public async Task<bool> TryRetryAsync(Guid activityId)
    {
        var key = await KeyAsync().ConfigureAwait(false);
        lock (io)
        {
            return key is not null
                && Find(activityId) is { } entry
                && parts.DeadLetters.Read(entry, out var record) == ReadStatus.Found
                && TryPark(entry, record.All.ToArray(), key);
        }
    }

    /// <summary>Gives up a dead letter.</summary>
    /// <returns><see langword="false"/> when it is not here, or the disk failed.</returns>
    public async Task<bool> TryDeleteAsync(Guid activityId)
    {
        var key = await KeyAsync().ConfigureAwait(false);
        lock (io)
        {
            if (key is null || Find(activityId) is not { } entry)
            {
                return false;
            }
            books.GiveUp(parts.DeadLetters, entry, DropReason.Deleted);
            return books.TrySave(key);
        }
    }

    /// <summary>Makes sure that everything so far is durable.</summary>
    public async Task<bool> TrySaveAsync()
    {
        var key = await KeyAsync().ConfigureAwait(false);
        lock (io)
        {
            return books.TrySave(key);
        }
    }

    private static async ValueTask FlushAsync(IActivityExport? export, CancellationToken cancellationToken)
    {
        if (export is not null)
        {
            await export.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DataKey?> KeyAsync()
    {
        await parts.Epoch.PrepareAsync().ConfigureAwait(false);
        return parts.Epoch.Current;
    }

    // Both lie in one slot of the bookmark: no crash leaves it in two places, or in none.
    private bool TryPark(SideEntry entry, ReadOnlyMemory<byte> record, DataKey key)
    {
        var parked = SideChange.Add(entry with { NotBefore = parts.Context.Time.GetUtcNow() }, record);
        var room = parked.Length + FrameHeader.Overhead + SegmentHeader.Length;
        if (!parts.Parked.HasRoomFor(room) || !parts.Parked.TryAppend([parked], key))
        {
            return false;
        }
        books.Remove(parts.DeadLetters, entry);
        return books.TrySave(key);
    }

    private SideEntry? Find(Guid activityId) =>
        parts.DeadLetters.Index.Entries.FirstOrDefault(entry => IdOf(entry) == activityId);

    private Guid? IdOf(SideEntry entry) =>
        parts.DeadLetters.Read(entry, out var record) == ReadStatus.Found && !record.IsHole ? record.Id : null;
}
