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

    /// <summary>Gets how many rows this process holds.</summary>
    public int Held => _claims.Count;

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
            Tell(await TrySettleAsync(owner, others).ConfigureAwait(false));
            waiting.Settled(TimeSpan.Zero, others.Freed);
            await look.AtAllAsync().ConfigureAwait(false);
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
        SettledCounts? settled = null;
        try
        {
            settled = await TrySettleAsync(held.Owner, plan.Rows).ConfigureAwait(false);
        }
        finally
        {
            var delivered = plan.Rows.Delivered.Count > 0 ? context.Time.GetUtcNow() : (DateTimeOffset?)null;
            numbers.Settled(settled?.Settled == held.Rows.Count ? plan.Change : null, delivered);
        }
        Tell(settled);
        // While the endpoint is away nobody waits for something to claim, which is when all the numbers are looked at: what other
        // processes add is counted at each retry.
        if (settled?.Settled == held.Rows.Count && plan.Rows.Freed.Count == 0)
        {
            await look.AtFirstOpenAsync().ConfigureAwait(false);
        }
        else
        {
            await look.AtAllAsync().ConfigureAwait(false);
        }
        waiting.Settled(plan.Hold, plan.Rows.Freed);
    }

    // Under way it is not given up: what the endpoint has would be sent again.
    private Task<SettledCounts?> TrySettleAsync(string owner, SettledRows rows) =>
        context.Opening.TryAsync(() =>
            context.Settler.SettleAsync(context.Terms.Node, owner, rows, CancellationToken.None)
        );

    private void Tell(SettledCounts? settled)
    {
        foreach (var (reason, count) in settled?.Dropped ?? new Dictionary<DropReason, int>())
        {
            context.Reporter.Dropped(reason, count);
        }
        foreach (var (reason, count) in settled?.DeadLettered ?? [])
        {
            context.Reporter.DeadLettered(reason, count);
        }
    }
}
