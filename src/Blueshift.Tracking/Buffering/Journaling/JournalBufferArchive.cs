namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Answers what people ask of the whole buffer: of every journal of the instance that can be had.</summary>
internal sealed class JournalBufferArchive(JournalBuffer buffer, JournalShelf shelf, JournalContext context)
    : IBufferArchive
{
    public ValueTask<PersonFindings> FindAsync(ActivityPredicate matches, CancellationToken cancellationToken) =>
        VisitAsync((archive, token) => archive.SearchAsync(matches, export: null, token), cancellationToken);

    public ValueTask<PersonFindings> ExportAsync(
        ActivityPredicate matches,
        IActivityExport export,
        CancellationToken cancellationToken
    ) => VisitAsync((archive, token) => archive.SearchAsync(matches, export, token), cancellationToken);

    public ValueTask<PersonFindings> EraseAsync(ActivityPredicate matches, CancellationToken cancellationToken) =>
        VisitAsync((archive, token) => archive.EraseAsync(matches, token), cancellationToken);

    public async ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(CancellationToken cancellationToken)
    {
        await buffer.OpenAsync(cancellationToken).ConfigureAwait(false);
        return shelf.Journals.SelectMany(journal => journal.Archive.DeadLetters()).ToList();
    }

    public async ValueTask<bool> TryRetryDeadLetterAsync(Guid activityId, CancellationToken cancellationToken)
    {
        await buffer.OpenAsync(cancellationToken).ConfigureAwait(false);
        var isParked = false;
        foreach (var journal in shelf.Journals)
        {
            isParked = isParked || await journal.Archive.TryRetryAsync(activityId).ConfigureAwait(false);
        }
        context.Signal.Set();
        return isParked;
    }

    public async ValueTask<bool> TryDeleteDeadLetterAsync(Guid activityId, CancellationToken cancellationToken)
    {
        await buffer.OpenAsync(cancellationToken).ConfigureAwait(false);
        var isDeleted = false;
        foreach (var journal in shelf.Journals)
        {
            isDeleted = isDeleted || await journal.Archive.TryDeleteAsync(activityId).ConfigureAwait(false);
        }
        return isDeleted;
    }

    public async ValueTask MoveAsync(CancellationToken cancellationToken)
    {
        await buffer.OpenAsync(cancellationToken).ConfigureAwait(false);
        await shelf.LookAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<PersonFindings> VisitAsync(
        Func<JournalArchive, CancellationToken, Task<PersonFindings>> visit,
        CancellationToken cancellationToken
    )
    {
        await buffer.OpenAsync(cancellationToken).ConfigureAwait(false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, shelf.Stop);
        var found = new PersonFindings { Unreached = 1 };
        var visits = new JournalVisits(context, shelf, archive => visit(archive, either.Token));
        await shelf.AloneAsync(async () => found = await visits.RunAsync().ConfigureAwait(false)).ConfigureAwait(false);
        return found;
    }
}
