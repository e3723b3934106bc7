using System.Data.Common;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Answers what people ask of the outbox: of every row of the instance, whichever process wrote it.</summary>
internal sealed class OutboxArchive(OutboxBuffer buffer, OutboxContext context) : IBufferArchive
{
    private const int PageCount = 500;

    private readonly PeopleStore _store = context.People;

    public ValueTask<PersonFindings> FindAsync(ActivityPredicate matches, CancellationToken cancellationToken) =>
        VisitAsync(matches, (_, _) => Task.FromResult(0), cancellationToken);

    public ValueTask<PersonFindings> ExportAsync(
        ActivityPredicate matches,
        IActivityExport export,
        CancellationToken cancellationToken
    ) =>
        VisitAsync(
            matches,
            async (rows, token) =>
            {
                foreach (var row in rows)
                {
                    _ = ActivityRecord.TryRead(row.Payload, out var record);
                    export.Add(record, StoreOf(row), row.RecordedAt);
                }
                await export.FlushAsync(token).ConfigureAwait(false);
                return 0;
            },
            cancellationToken
        );

    public async ValueTask<PersonFindings> EraseAsync(ActivityPredicate matches, CancellationToken cancellationToken)
    {
        var findings = await VisitAsync(matches, EraseAsync, cancellationToken).ConfigureAwait(false);
        await buffer.ChangedAsync().ConfigureAwait(false);
        return findings;
    }

    public async ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _store.DeadLettersAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException)
        {
            return [];
        }
    }

    public async ValueTask<bool> TryRetryDeadLetterAsync(Guid activityId, CancellationToken cancellationToken)
    {
        try
        {
            var isRetried = await _store.RetryAsync(activityId, cancellationToken).ConfigureAwait(false) == 1;
            await buffer.ChangedAsync().ConfigureAwait(false);
            return isRetried;
        }
        catch (DbException)
        {
            return false;
        }
    }

    public async ValueTask<bool> TryDeleteDeadLetterAsync(Guid activityId, CancellationToken cancellationToken)
    {
        try
        {
            var letters = await _store.DeadLettersAsync(cancellationToken).ConfigureAwait(false);
            if (letters.FirstOrDefault(letter => letter.ActivityId == activityId) is not { } found)
            {
                return false;
            }
            var deleted = await _store
                .GiveUpAsync(context.Terms.Node, DropReason.Deleted, [found.Sequence], cancellationToken)
                .ConfigureAwait(false);
            context.Reporter.Dropped(DropReason.Deleted, deleted);
            await buffer.ChangedAsync().ConfigureAwait(false);
            return deleted == 1;
        }
        catch (DbException)
        {
            return false;
        }
    }

    // One table has one instance's activities under its own name: there is no other place to take them from.
    public ValueTask MoveAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private async Task<int> EraseAsync(IReadOnlyList<KeptRow> rows, CancellationToken cancellationToken)
    {
        var sequences = rows.Select(static row => row.Sequence).ToList();
        var erased = await _store
            .GiveUpAsync(context.Terms.Node, DropReason.Erased, sequences, cancellationToken)
            .ConfigureAwait(false);
        context.Reporter.Dropped(DropReason.Erased, erased);
        return erased;
    }

    private async ValueTask<PersonFindings> VisitAsync(
        ActivityPredicate matches,
        Func<IReadOnlyList<KeptRow>, CancellationToken, Task<int>> visit,
        CancellationToken cancellationToken
    )
    {
        var findings = new PersonFindings();
        try
        {
            await context.Opening.Seal.PrepareAsync(mayMake: true, cancellationToken).ConfigureAwait(false);
            var after = 0L;
            IReadOnlyList<KeptRow> page;
            do
            {
                page = await _store.PageAsync(after, PageCount, cancellationToken).ConfigureAwait(false);
                var opened = page.Where(row => row.TryOpen(context.Opening.Seal)).ToList();
                findings = findings.Plus(new PersonFindings { Unreached = page.Count - opened.Count });
                var found = opened
                    .Where(row => ActivityRecord.TryRead(row.Payload, out var record) && matches(record))
                    .ToList();
                if (found.Count > 0)
                {
                    var erased = await visit(found, cancellationToken).ConfigureAwait(false);
                    findings = findings.Plus(Count(found, erased));
                }
                after = page.Count > 0 ? page[^1].Sequence : after;
            } while (page.Count == PageCount);
            return findings;
        }
        catch (DbException)
        {
            return findings.Plus(new PersonFindings { Unreached = 1 });
        }
    }

    private static PersonFindings Count(List<KeptRow> found, int erased) =>
        new()
        {
            Waiting = found.Count(static row => StoreOf(row) == ArchiveStore.Waiting),
            OnTheWire = found.Count(static row => StoreOf(row) == ArchiveStore.OnTheWire),
            DeadLetters = found.Count(static row => StoreOf(row) == ArchiveStore.DeadLetter),
            Erased = erased,
        };

    private static ArchiveStore StoreOf(KeptRow row) =>
        row switch
        {
            { IsHeld: true } => ArchiveStore.OnTheWire,
            { State: RowState.DeadLetter } => ArchiveStore.DeadLetter,
            _ => ArchiveStore.Waiting,
        };
}
