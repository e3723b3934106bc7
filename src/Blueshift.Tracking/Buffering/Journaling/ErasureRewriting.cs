using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Carries out an erasure on the files of one journal: log, side journals, copies, keys, in this order. Used under the journal's
/// lock, after the segment of the old epoch was ended.
/// </summary>
internal sealed class ErasureRewriting(
    JournalParts parts,
    JournalBooks books,
    JournalClaims claims,
    DataKey key,
    ActivityPredicate matches
)
{
    private readonly List<long> _erased = [];

    /// <summary>Lists the epochs of files in the log's folder that do not count: copies under another number, lost headers.</summary>
    /// <exception cref="StorageFaultException">The folder cannot be read.</exception>
    public static IReadOnlyList<Guid> Strays(JournalParts parts)
    {
        var files = SegmentFolder.Read(parts.Context.Files, parts.Folder, JournalStream.Log).Segments;
        var known = parts.Catalog.List().Select(segment => segment.Path).ToHashSet();
        var strays = files.Where(file => file.Length > SegmentHeader.Length && !known.Contains(file.Path)).ToList();
        // Nobody knows which key opens a file without a header.
        return strays.Exists(file => file.Header is null)
            ? parts.Keys.List()
            : strays.ConvertAll(file => file.Header!.EpochId);
    }

    /// <summary>Marks what is claimed, so that nothing of the person goes back to the disk when the claim is settled.</summary>
    public void EraseClaimed()
    {
        foreach (var claim in claims.Gate.Held)
        {
            foreach (var activity in claim.Activities)
            {
                if (ActivityRecord.TryRead(claim.Record(activity).Span, out var record) && matches(record))
                {
                    claim.Erase(activity);
                }
            }
        }
    }

    /// <summary>Rewrites a segment of the log, unless it is deleted meanwhile.</summary>
    /// <returns><see langword="false"/> when its key is not at hand.</returns>
    /// <exception cref="StorageFaultException">It is as before, or rewritten.</exception>
    public bool TryRewrite(SegmentInfo segment)
    {
        claims.Forget();
        if (!parts.Catalog.List().Contains(segment))
        {
            return true;
        }
        var rewriting = new SegmentRewriting(parts, key, matches);
        var isRewritten = rewriting.TryRewrite(segment);
        _erased.AddRange(rewriting.Erased);
        return isRewritten;
    }

    /// <summary>Does the rest, when the log is rewritten. On return it is durable.</summary>
    /// <returns><see langword="false"/> when something of the affected epochs is left.</returns>
    /// <exception cref="StorageFaultException">Something is left.</exception>
    public bool TryFinish(IReadOnlySet<Guid> affected)
    {
        parts.Context.Files.FlushFolder(parts.Folder.Segments(JournalStream.Log));
        var isDone = true;
        foreach (var side in parts.Sides)
        {
            isDone &= TryRewrite(side, affected);
        }
        // Where the bookmark has no range for one, its hole says the same when it is met.
        _erased.RemoveAll(sequence =>
            claims.GiveUp(new SequenceRange(sequence, sequence), taken: 0, DropReason.Erased)
        );
        isDone &= books.TrySave(key);
        DeleteCopies();
        return isDone && TryForget(affected);
    }

    private bool TryRewrite(SideJournal side, IReadOnlySet<Guid> affected)
    {
        if (!side.Epochs.Any(affected.Contains))
        {
            return true;
        }
        if (!side.IsReadable)
        {
            return false;
        }
        var hollow = new HashSet<long>();
        if (side != parts.GivenUp)
        {
            hollow.UnionWith(
                claims.Gate.Held.SelectMany(claim => claim.Activities).Select(activity => activity.Sequence)
            );
            foreach (var entry in side.Index.Entries.ToArray())
            {
                GiveUp(side, entry, hollow);
            }
        }
        return side.TryRewrite(side.Index.Entries, key, hollow);
    }

    // One that is claimed keeps its entry, with a hole, until its claim is settled.
    private void GiveUp(SideJournal side, SideEntry entry, HashSet<long> hollow)
    {
        var status = side.Read(entry, out var record);
        var isOf = status == ReadStatus.Found && !record.IsHole && matches(record);
        if (status == ReadStatus.Damaged || (isOf && !hollow.Contains(entry.Sequence)))
        {
            books.GiveUp(side, entry, isOf ? DropReason.Erased : DropReason.Damaged);
        }
        else if (!isOf)
        {
            hollow.Remove(entry.Sequence);
        }
    }

    private void DeleteCopies()
    {
        if (parts.Context.Files.List(parts.Folder.Quarantine).Count > 0)
        {
            Quarantine.Clean(parts, all: true);
            parts.Context.Files.FlushFolder(parts.Folder.Quarantine);
        }
    }

    private bool TryForget(IReadOnlySet<Guid> affected)
    {
        var needed = parts
            .Catalog.List()
            .Select(segment => segment.Header.EpochId)
            .Concat(parts.Sides.SelectMany(side => side.Epochs))
            .Append(parts.Epoch.Current!.EpochId)
            .ToHashSet();
        foreach (var epoch in parts.Keys.List().Except(needed))
        {
            parts.Keys.Delete(epoch);
        }
        parts.Context.Files.FlushFolder(parts.Folder.Epochs);
        return !affected.Overlaps(needed);
    }
}
