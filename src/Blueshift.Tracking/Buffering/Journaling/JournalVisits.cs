namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Visits every journal of the instance, also those with nothing to drain, which are opened for it alone. Used while nobody looks at
/// the folder; throws no storage faults.
/// </summary>
internal sealed class JournalVisits(
    JournalContext context,
    JournalShelf shelf,
    Func<JournalArchive, Task<PersonFindings>> visit
)
{
    /// <summary>Visits the journals that are held, then the others.</summary>
    /// <returns>The sum of what was found.</returns>
    public async Task<PersonFindings> RunAsync()
    {
        // Under another instance id a key means somebody else: what waits there is moved first, or is not ours.
        var sum = new PersonFindings { Unreached = shelf.Dormant.Count(IsOfAnother) };
        foreach (var journal in shelf.Journals)
        {
            sum = sum.Plus(await visit(journal.Archive).ConfigureAwait(false));
        }
        var all = JournalFolder.List(context.Files, shelf.Folder);
        foreach (var id in all.Except(shelf.Journals.Select(journal => journal.Id)))
        {
            sum = sum.Plus(
                (shelf.LocksWork ? await TryOpenAndVisitAsync(id).ConfigureAwait(false) : null)
                    ?? new PersonFindings { Unreached = 1 }
            );
        }
        return sum;
    }

    private bool IsOfAnother(DormantJournal journal) =>
        journal is { Reason: DormantReason.Foreign, Counts: { Waiting: > 0 } or { DeadLetters: > 0 } }
        && journal.Owner!.InstanceId != context.Owner.InstanceId;

    private async Task<PersonFindings?> TryOpenAndVisitAsync(Guid id)
    {
        // What waits for another endpoint of the same instance is of the same people.
        var owner = shelf.Dormant.FirstOrDefault(journal => journal.Folder.JournalId == id)?.Owner ?? context.Owner;
        var (parts, _) = await JournalDoor
            .TryOpenAsync(context with { Owner = owner }, new JournalFolder(shelf.Folder, id), isOwn: true)
            .ConfigureAwait(false);
        if (parts is null)
        {
            return null;
        }
        var journal = new Journal(parts);
        await using (journal.ConfigureAwait(false))
        {
            return await visit(journal.Archive).ConfigureAwait(false);
        }
    }
}
