using System.Data.Common;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Adds activities to an outbox that is open. Safe for several threads.</summary>
internal sealed class OutboxAppending(OutboxContext context, OutboxNumbers numbers, OutboxWaiting waiting)
{
    // A host commits what it was given at once; polling finds what takes longer.
    private static readonly TimeSpan HostCommit = TimeSpan.FromSeconds(1);

    /// <summary>Appends the first of some activities, as many as there is room for, in a transaction of its own.</summary>
    public async Task<AppendResult> AppendAsync(EncodedActivities activities, CancellationToken cancellationToken) =>
        NewRow.TryMake(activities, context.Opening.Seal) is { } rows
            ? await AppendRowsAsync(rows, cancellationToken).ConfigureAwait(false)
            : new AppendResult(0, RefusalReason.KeyUnavailable);

    /// <summary>Appends activities in a transaction of the host's.</summary>
    /// <exception cref="DbException">The statement failed.</exception>
    public async Task<RefusalReason> AppendAsync(
        EncodedActivities activities,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        if (NewRow.TryMake(activities, context.Opening.Seal) is not { } rows)
        {
            return RefusalReason.KeyUnavailable;
        }
        await context
            .Store.AppendAsync(rows, context.Time.GetUtcNow(), transaction, cancellationToken)
            .ConfigureAwait(false);
        waiting.RingAfter(HostCommit);
        return RefusalReason.None;
    }

    private async Task<AppendResult> AppendRowsAsync(IReadOnlyList<NewRow> rows, CancellationToken cancellationToken)
    {
        var now = context.Time.GetUtcNow();
        var reserved = rows.Take(numbers.Reserve(rows)).ToList();
        AppendedRows? appended = AppendedRows.None;
        try
        {
            if (reserved.Count > 0)
            {
                appended = await context
                    .Opening.TryAsync(() => context.Store.AppendAsync(reserved, now, cancellationToken))
                    .ConfigureAwait(false);
            }
        }
        finally
        {
            numbers.Appended(reserved, appended ?? AppendedRows.None, now);
        }
        if (appended is null)
        {
            // The answer of a commit may have been lost, and the commit not.
            if (!await IsThereAsync(reserved[0].Id).ConfigureAwait(false))
            {
                return new AppendResult(0, RefusalReason.StorageFault);
            }
            numbers.Captured(reserved.Count, reserved.Sum(static row => row.Size), now);
        }
        waiting.Ring();
        return new AppendResult(
            reserved.Count,
            reserved.Count < rows.Count ? RefusalReason.BufferFull : RefusalReason.None
        );
    }

    private async Task<bool> IsThereAsync(Guid id) =>
        await context
            .Opening.TryAsync(async () =>
                (bool?)await context.Store.HasAsync(id, CancellationToken.None).ConfigureAwait(false)
            )
            .ConfigureAwait(false) == true;
}
