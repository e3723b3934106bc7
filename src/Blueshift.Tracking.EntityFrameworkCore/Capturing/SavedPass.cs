using System.Transactions;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Is a save that the database has taken, if it is not a save that somebody suppressed.</summary>
internal sealed class SavedPass(DbContext context, ContextCapture state, CaptureParts parts, SavePass pass, int count)
{
    /// <summary>Fills the rows of users whose key the database made, in the transaction that is open.</summary>
    public void Fill()
    {
        foreach (var change in Unfilled())
        {
            new RowWriter(context, parts).Fill(change);
        }
    }

    /// <inheritdoc cref="Fill"/>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        foreach (var change in Unfilled())
        {
            await new RowWriter(context, parts).FillAsync(change, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes accepted rows out of the context, and tells of them once they are committed.</summary>
    /// <returns>How many rows were ours.</returns>
    public int Settle()
    {
        var saved = parts.Outbox is null ? SavedWithFake() : pass.Changes.Where(static one => one.IsInserted).ToList();
        foreach (var user in pass.Added.Where(user => context.Entry(user).State == EntityState.Unchanged))
        {
            state.Loaded(user);
        }
        var told = saved.Where(one => parts.Outbox is null || one.Encoded is not null).ToList();
        foreach (var change in pass.Changes.Where(one => !one.IsInserted))
        {
            change.Detach();
        }
        state.ForgetAccepted();
        if (told.Count > 0)
        {
            Tell(told);
        }
        return parts.Outbox is null ? 0 : saved.Count;
    }

    private List<CapturedChange> Unfilled() =>
        parts.Outbox is null
            ? []
            : pass.Changes.Where(static one => one is { Later: not null, IsFilled: false, IsInserted: true }).ToList();

    // Without rows there is nothing to see by whether another interceptor suppressed the save, but that it saved nothing.
    private List<CapturedChange> SavedWithFake()
    {
        if (count == 0 && pass.Changes.Any(change => !state.Explicit.Contains(change)))
        {
            return [];
        }
        foreach (var change in pass.Changes)
        {
            change.Activity ??= change.Later!();
        }
        state.Changes.Clear();
        state.Explicit.Clear();
        return pass.Changes.Where(static change => change.Activity is not null).ToList();
    }

    private void Tell(IReadOnlyList<CapturedChange> changes)
    {
        if (!OpenTransaction.IsOpen(context))
        {
            Commits.Tell(changes, parts);
            return;
        }
        if (context.Database.CurrentTransaction is not null)
        {
            state.Uncommitted.Add(changes);
            return;
        }
        Guarded.Run(
            () =>
                OpenTransaction.Ambient(context)!.TransactionCompleted += (_, completed) =>
                {
                    if (completed.Transaction?.TransactionInformation.Status == TransactionStatus.Committed)
                    {
                        Commits.Tell(changes, parts);
                    }
                },
            "commit",
            parts
        );
    }
}
