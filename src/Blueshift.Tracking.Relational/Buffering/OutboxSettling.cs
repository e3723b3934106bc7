using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Makes claims of the rows that were taken, and ends them. Safe for several threads.</summary>
internal sealed class OutboxSettling(
    OutboxContext context,
    OutboxNumbers numbers,
    OutboxWaiting waiting,
    OutboxLook look
)
{
    private readonly OutboxClaims _claims = new();

    /// <summary>Makes a claim of what can be read of rows that were taken. What cannot be read is let go or given up at once.</summary>
    /// <returns><see langword="null"/> when nothing can be read.</returns>
    public async Task<Claim?> BeginAsync(
        string source,
        string owner,
        IReadOnlyList<OutboxRow> rows,
        CancellationToken cancellationToken
    )
    {
        var opened = OpenedRows.Of(rows, context.Opening.Seal);
        if (opened.HasLocked && await context.Opening.TryLearnKeysAsync(cancellationToken).ConfigureAwait(false))
        {
            opened = OpenedRows.Of(rows, context.Opening.Seal);
        }
        context.Reporter.Keys(areThere: !opened.HasLocked);
        if (opened.HasOthers)
        {
            var others = opened.Others(context.Time.GetUtcNow());
            await TrySettleAsync(owner, others).ConfigureAwait(false);
            context.Reporter.Dropped(DropReason.Damaged, opened.Damaged);
            waiting.Settled(TimeSpan.Zero, others.Freed);
        }
        return opened.Readable.Count == 0 ? null : _claims.Add(source, owner, opened.Readable);
    }

    /// <summary>Ends a claim.</summary>
    /// <exception cref="ArgumentException">The counts differ; the claim is still held.</exception>
    /// <exception cref="InvalidOperationException">The claim is not held.</exception>
    public async ValueTask SettleAsync(Claim claim, IReadOnlyList<Settlement> settlements)
    {
        var held = _claims.End(claim, settlements.Count);
        var plan = new SettlementPlan(held.Rows, settlements, numbers.DeadLetterRoom);
        numbers.Settling();
        var isDone = false;
        try
        {
            isDone = await TrySettleAsync(held.Owner, plan.Rows).ConfigureAwait(false) == held.Rows.Count;
        }
        finally
        {
            var delivered = plan.Rows.Delivered.Count > 0 ? context.Time.GetUtcNow() : (DateTimeOffset?)null;
            numbers.Settled(isDone ? plan.Change : null, delivered);
        }
        if (isDone)
        {
            Tell(plan.Rows);
            await look.AtFirstOpenAsync().ConfigureAwait(false);
        }
        else
        {
            await look.AtAllAsync().ConfigureAwait(false);
        }
        waiting.Settled(plan.Hold, plan.Rows.Freed);
    }

    // Under way it is not given up: what the endpoint has would be sent again.
    private Task<int?> TrySettleAsync(string owner, SettledRows rows) =>
        context.Opening.TryAsync(async () =>
            (int?)
                await context
                    .Settler.SettleAsync(context.Terms.Node, owner, rows, CancellationToken.None)
                    .ConfigureAwait(false)
        );

    private void Tell(SettledRows rows)
    {
        foreach (var (reason, sequences) in rows.Dropped)
        {
            context.Reporter.Dropped(reason, sequences.Count);
        }
        foreach (var freed in rows.Freed.Where(static freed => freed.State == RowState.DeadLetter))
        {
            context.Reporter.DeadLettered(freed.Reason!, freed.Sequences.Count);
        }
    }
}
