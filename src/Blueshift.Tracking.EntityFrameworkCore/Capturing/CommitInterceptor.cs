using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Fills what a transaction's commit has waited for, and tells of what was committed.</summary>
internal sealed class CommitInterceptor(CaptureHooks hooks) : DbTransactionInterceptor
{
    public override InterceptionResult TransactionCommitting(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result
    )
    {
        foreach (var (writer, change) in Open(eventData.Context))
        {
            writer.Fill(change);
        }
        return result;
    }

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        foreach (var (writer, change) in Open(eventData.Context))
        {
            await writer.FillAsync(change, cancellationToken).ConfigureAwait(false);
        }
        return result;
    }

    public override DbTransaction TransactionStarted(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result
    )
    {
        Forget(eventData.Context);
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        Forget(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override DbTransaction TransactionUsed(
        DbConnection connection,
        TransactionEventData eventData,
        DbTransaction result
    )
    {
        Forget(eventData.Context);
        return result;
    }

    public override ValueTask<DbTransaction> TransactionUsedAsync(
        DbConnection connection,
        TransactionEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        Forget(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        Committed(eventData.Context);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Committed(eventData.Context);
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) =>
        Forget(eventData.Context);

    public override Task TransactionRolledBackAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Forget(eventData.Context);
        return Task.CompletedTask;
    }

    public override void CreatedSavepoint(DbTransaction transaction, TransactionEventData eventData) =>
        Uncommitted(eventData.Context)?.Mark();

    public override Task CreatedSavepointAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Uncommitted(eventData.Context)?.Mark();
        return Task.CompletedTask;
    }

    public override void RolledBackToSavepoint(DbTransaction transaction, TransactionEventData eventData) =>
        Uncommitted(eventData.Context)?.GoBack();

    public override Task RolledBackToSavepointAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Uncommitted(eventData.Context)?.GoBack();
        return Task.CompletedTask;
    }

    public override void ReleasedSavepoint(DbTransaction transaction, TransactionEventData eventData) =>
        Uncommitted(eventData.Context)?.Unmark();

    public override Task ReleasedSavepointAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Uncommitted(eventData.Context)?.Unmark();
        return Task.CompletedTask;
    }

    // EF Core's own transaction around a save: its retries make the keys anew, so each attempt fills anew.
    private List<(RowWriter, CapturedChange)> Open(DbContext? context)
    {
        if (context is null || hooks.Parts is not { Outbox: not null } parts)
        {
            return [];
        }
        var changes = ContextCapture.Of(context).Saving?.Changes ?? [];
        var writer = new RowWriter(context, parts);
        return changes
            .Where(static one => one is { Later: not null, Row: not null })
            .Select(one => (writer, one))
            .ToList();
    }

    private void Committed(DbContext? context)
    {
        if (context is null || hooks.Parts is not { } parts)
        {
            return;
        }
        var uncommitted = ContextCapture.Of(context).Uncommitted;
        if (uncommitted.HasHint)
        {
            Guarded.Run(() => parts.Reconciling?.Soon(), "hint", parts);
        }
        Commits.Tell(uncommitted.Take(), parts);
    }

    private static void Forget(DbContext? context) => Uncommitted(context)?.Forget();

    private static UncommittedChanges? Uncommitted(DbContext? context) =>
        context is null ? null : ContextCapture.Of(context).Uncommitted;
}
