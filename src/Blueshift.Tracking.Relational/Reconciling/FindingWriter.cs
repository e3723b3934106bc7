using System.Data.Common;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Reconciling;

/// <summary>Writes what was found by comparing. Safe for several threads.</summary>
internal sealed class FindingWriter(ReconcileDatabase database, Agreement agreement, ActivityEncoder encoder)
{
    private readonly ActivityScratches _scratches = new();

    public Task<RecordOutcome> RecordAsync(
        UInt128 subject,
        Func<LedgerLine?, FoundActivity?> decide,
        CancellationToken cancellationToken
    ) =>
        database.WriteAsync(
            async transaction =>
            {
                if (!await agreement.KeepRunAsync(transaction, cancellationToken).ConfigureAwait(false))
                {
                    return new RecordOutcome(IsLost: true, Recorded: null);
                }
                // What is pending first: if its row is gone by then, the ledger has it already, and not the other way round.
                if (await IsPendingAsync(transaction, subject, cancellationToken).ConfigureAwait(false))
                {
                    return default;
                }
                var line = await ReadAsync(transaction, subject, cancellationToken).ConfigureAwait(false);
                return decide(line) is { } found
                    ? await AppendAsync(transaction, found, cancellationToken).ConfigureAwait(false)
                    : default;
            },
            cancellationToken
        );

    public Task<bool> NoteAsync(IReadOnlyList<Candidate> users, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                if (!await agreement.KeepRunAsync(transaction, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }
                foreach (var user in users.OrderBy(static user => user.Subject))
                {
                    var subject = Subject.BytesOf(user.Subject);
                    await database
                        .About(transaction, database.Ledger.Note)
                        .With("@subject", subject)
                        .With("@contact", Sealed(LedgerContact.Write(Adjusted(user.User)), subject))
                        .RunAsync(cancellationToken)
                        .ConfigureAwait(false);
                }
                return true;
            },
            cancellationToken
        );

    private async Task<bool> IsPendingAsync(
        DbTransaction transaction,
        UInt128 subject,
        CancellationToken cancellationToken
    )
    {
        var isPending = false;
        await database
            .About(transaction, database.Ledger.FindPending(1))
            .With([subject])
            .ReadAsync(_ => isPending = true, cancellationToken)
            .ConfigureAwait(false);
        return isPending;
    }

    private async Task<LedgerLine?> ReadAsync(
        DbTransaction transaction,
        UInt128 subject,
        CancellationToken cancellationToken
    )
    {
        LedgerLine? line = null;
        await database
            .About(transaction, database.Ledger.FindOne)
            .With([subject])
            .ReadAsync(row => line = LedgerRow.Read(row, database.Seal), cancellationToken)
            .ConfigureAwait(false);
        return line;
    }

    private async Task<RecordOutcome> AppendAsync(
        DbTransaction transaction,
        FoundActivity found,
        CancellationToken cancellationToken
    )
    {
        var scratch = _scratches.Rent();
        try
        {
            var captured = encoder.Encode(found.Activity, scratch, found.Origin);
            var rows =
                NewRow.TryMake(scratch.Activities, database.Seal, found.Origin)
                ?? throw new InvalidOperationException("No key is at hand that seals it.");
            await database.Outbox.AppendAsync(rows, database.Now, transaction, cancellationToken).ConfigureAwait(false);
            return new RecordOutcome(IsLost: false, captured);
        }
        finally
        {
            _scratches.Return(scratch);
        }
    }

    // As they would be sent, so that what is kept is within the same limits.
    private static TrackedUser Adjusted(TrackedUser user) =>
        new()
        {
            Key = user.Key,
            FirstName = TextAdjuster.Name(user.FirstName).Value,
            LastName = TextAdjuster.Name(user.LastName).Value,
            Email = TextAdjuster.Email(user.Email).Value,
        };

    private byte[] Sealed(byte[] contact, byte[] subject) =>
        database.Seal.Seal(contact, subject) ?? throw new InvalidOperationException("No key is at hand that seals it.");
}
