using System.Data.Common;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Reconciling;

namespace Blueshift.Tracking.Relational.Reconciling;

/// <summary>Answers for the outbox and its ledger together. What is no question of a person is the outbox's alone.</summary>
internal sealed class LedgerArchive(IBufferArchive outbox, LedgerPeople ledger) : IBufferArchive
{
    public async ValueTask<PersonFindings> FindAsync(ActivityPredicate matches, CancellationToken cancellationToken)
    {
        var findings = await outbox.FindAsync(matches, cancellationToken).ConfigureAwait(false);
        return findings.Plus(
            await VisitAsync(matches, static (_, _) => Task.FromResult(0), cancellationToken).ConfigureAwait(false)
        );
    }

    public async ValueTask<PersonFindings> ExportAsync(
        ActivityPredicate matches,
        IActivityExport export,
        CancellationToken cancellationToken
    )
    {
        var findings = await outbox.ExportAsync(matches, export, cancellationToken).ConfigureAwait(false);
        var inLedger = await VisitAsync(
                matches,
                async (lines, token) =>
                {
                    foreach (var line in lines)
                    {
                        _ = ActivityRecord.TryRead(LedgerRecord.Of(line, ledger.Instance), out var record);
                        export.Add(record, ArchiveStore.Ledger, DateTimeOffset.FromUnixTimeMilliseconds(line.Date));
                    }
                    await export.FlushAsync(token).ConfigureAwait(false);
                    return 0;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return findings.Plus(inLedger);
    }

    // The outbox first: what is delivered meanwhile comes to the ledger, and is erased there.
    public async ValueTask<PersonFindings> EraseAsync(ActivityPredicate matches, CancellationToken cancellationToken)
    {
        var findings = await outbox.EraseAsync(matches, cancellationToken).ConfigureAwait(false);
        var inLedger = await VisitAsync(
                matches,
                (lines, token) => ledger.DeleteAsync([.. lines.Select(static line => line.Subject)], token),
                cancellationToken
            )
            .ConfigureAwait(false);
        return findings.Plus(inLedger);
    }

    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(CancellationToken cancellationToken) =>
        outbox.ListDeadLettersAsync(cancellationToken);

    public ValueTask<bool> TryRetryDeadLetterAsync(Guid activityId, CancellationToken cancellationToken) =>
        outbox.TryRetryDeadLetterAsync(activityId, cancellationToken);

    public ValueTask<bool> TryDeleteDeadLetterAsync(Guid activityId, CancellationToken cancellationToken) =>
        outbox.TryDeleteDeadLetterAsync(activityId, cancellationToken);

    public ValueTask MoveAsync(CancellationToken cancellationToken) => outbox.MoveAsync(cancellationToken);

    private async ValueTask<PersonFindings> VisitAsync(
        ActivityPredicate matches,
        Func<IReadOnlyList<LedgerLine>, CancellationToken, Task<int>> visit,
        CancellationToken cancellationToken
    )
    {
        var findings = new PersonFindings();
        try
        {
            UInt128? after = null;
            bool isLast;
            do
            {
                (var page, isLast) = await ledger.PageAsync(after, cancellationToken).ConfigureAwait(false);
                after = page.Count > 0 ? page[^1].Subject : after;
                var found = page.Where(line => Matches(line, matches)).ToList();
                if (found.Count > 0)
                {
                    var erased = await visit(found, cancellationToken).ConfigureAwait(false);
                    findings = findings.Plus(new PersonFindings { Ledger = found.Count, Erased = erased });
                }
            } while (!isLast);
            return findings;
        }
        catch (DbException)
        {
            return findings.Plus(new PersonFindings { Unreached = 1 });
        }
    }

    private bool Matches(LedgerLine line, ActivityPredicate matches) =>
        ActivityRecord.TryRead(LedgerRecord.Of(line, ledger.Instance), out var record) && matches(record);
}
