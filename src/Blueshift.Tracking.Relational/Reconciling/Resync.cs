using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Reconciling;

/// <summary>Notes that the endpoint lost data: the ledger counts as empty once, from when somebody begins to tell everybody anew. Safe for several threads.</summary>
internal sealed class Resync(ReconcileDatabase database)
{
    /// <summary>Begins, unless somebody has.</summary>
    /// <returns>Since when what is in the ledger counts as told.</returns>
    public Task<long> BeginAsync(long since, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var begun = since;
                var isFirst =
                    await ReconcileDatabase
                        .Named(transaction, database.Agreement.BeginResync, database.Names.Resync)
                        .With("@since", since)
                        .RunAsync(cancellationToken)
                        .ConfigureAwait(false) == 1;
                if (isFirst)
                {
                    // Also of those whose date is later than it.
                    await database
                        .About(transaction, database.Ledger.ForgetDates)
                        .RunAsync(cancellationToken)
                        .ConfigureAwait(false);
                }
                await ReconcileDatabase
                    .Named(transaction, database.Agreement.ResyncSince, database.Names.Resync)
                    .ReadAsync(row => begun = row.GetInt64(0), cancellationToken)
                    .ConfigureAwait(false);
                return begun;
            },
            cancellationToken
        );
}
