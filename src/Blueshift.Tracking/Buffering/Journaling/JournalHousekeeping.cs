using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Does what is due from time to time in one journal. Used under the journal's lock.</summary>
internal sealed class JournalHousekeeping(JournalParts parts, JournalBooks books)
{
    /// <summary>Gets whether something is due that has to be sealed.</summary>
    public bool NeedsKey =>
        books.Owes
        || parts.Sides.Any(side => side.WantsCompaction)
        || parts.DeadLetters.Index.Oldest < OldestDeadLetter;

    private DateTimeOffset OldestDeadLetter => parts.Context.Time.GetUtcNow() - parts.Context.Options.DeadLetterMaxAge;

    public void Run(DataKey? key)
    {
        var changed = ExpireDeadLetters() | Compact(key) | books.Owes;
        if (changed)
        {
            books.TrySave(key);
        }
        try
        {
            Quarantine.Clean(parts, all: false);
        }
        catch (StorageFaultException exception)
        {
            parts.Context.Reporter.StorageFailed(exception.Fault);
        }
    }

    private bool ExpireDeadLetters()
    {
        var oldest = OldestDeadLetter;
        var expired = parts.DeadLetters.Index.Entries.Where(entry => entry.RecordedAt < oldest).ToList();
        foreach (var entry in expired)
        {
            books.GiveUp(parts.DeadLetters, entry, DropReason.Expired);
        }
        return expired.Count > 0;
    }

    private bool Compact(DataKey? key)
    {
        var isCompacted = false;
        foreach (var side in parts.Sides.Where(side => side.WantsCompaction))
        {
            isCompacted |= side.TryRewrite(side.Index.Entries, key);
        }
        return isCompacted;
    }
}
