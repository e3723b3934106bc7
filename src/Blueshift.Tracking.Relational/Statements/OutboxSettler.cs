using System.Data;
using System.Data.Common;
using Blueshift.Tracking.Relational.Connecting;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Ends claims. Safe for several threads.</summary>
/// <param name="database">The database.</param>
/// <param name="statements">The statements.</param>
/// <param name="instance">The client instance, whose counters it adds to.</param>
/// <param name="ledger">Keeps what the endpoint knows of each user; <see langword="null"/> where there is no user directory to compare it with.</param>
internal sealed class OutboxSettler(
    IOutboxConnections database,
    OutboxStatements statements,
    string instance,
    LedgerWriter? ledger = null
)
{
    /// <summary>Ends an owner's hold on rows. What he no longer holds stays as it is: somebody else has it.</summary>
    /// <returns>What was done to those that he still held.</returns>
    public Task<SettledCounts> SettleAsync(
        string node,
        string owner,
        SettledRows settled,
        CancellationToken cancellationToken
    ) =>
        database.TransactAsync(
            IsolationLevel.ReadCommitted,
            async transaction =>
            {
                var counts = new SettledCounts();
                var (delivered, unerased) = await DeleteAsync(transaction, owner, settled.Delivered, cancellationToken)
                    .ConfigureAwait(false);
                counts.Delivered(delivered);
                if (ledger is not null)
                {
                    await ledger.WriteAsync(transaction, settled, unerased, cancellationToken).ConfigureAwait(false);
                }
                foreach (var (reason, sequences) in settled.Dropped)
                {
                    var dropped = await GiveUpAsync(transaction, owner, reason, sequences, cancellationToken)
                        .ConfigureAwait(false);
                    counts.Drop(reason, dropped);
                }
                foreach (var rows in settled.Freed)
                {
                    await FreeAsync(transaction, owner, rows, counts, cancellationToken).ConfigureAwait(false);
                }
                var last = settled.Delivered.DefaultIfEmpty().Max();
                await CountAsync(transaction, new NodeCounts(node, delivered, counts.GivenUp, last), cancellationToken)
                    .ConfigureAwait(false);
                return counts;
            },
            cancellationToken
        );

    private async Task FreeAsync(
        DbTransaction transaction,
        string owner,
        FreedRows rows,
        SettledCounts counts,
        CancellationToken cancellationToken
    )
    {
        var (freed, erased) = (0, 0);
        await transaction
            .Connection!.Command(transaction, statements.Free(rows.Sequences))
            .With("@owner", owner)
            .With("@state", (long)rows.State)
            .With("@notBefore", rows.NotBefore)
            .With("@reason", rows.Reason)
            .With("@untold", rows.IsUntold ? 1L : 0L)
            .ReadAsync(row => _ = (RowState)row.GetInt64(0) == RowState.GivenUp ? erased++ : freed++, cancellationToken)
            .ConfigureAwait(false);
        counts.Free(rows, freed);
        counts.Erase(erased);
    }

    private Task<int> GiveUpAsync(
        DbTransaction transaction,
        string owner,
        DropReason reason,
        IReadOnlyList<long> sequences,
        CancellationToken cancellationToken
    ) =>
        transaction
            .Connection!.Command(transaction, statements.GiveUp(sequences))
            .With("@owner", owner)
            .With("@reason", $"{reason}")
            .RunAsync(cancellationToken);

    /// <summary>Adds to a node's counters.</summary>
    public async Task CountAsync(DbTransaction transaction, NodeCounts counts, CancellationToken cancellationToken)
    {
        if (counts.Delivered + counts.Dropped + counts.Last > 0)
        {
            await transaction
                .Connection!.Command(transaction, statements.Count)
                .With("@name", counts.NameIn(instance))
                .With("@delivered", counts.Delivered)
                .With("@dropped", counts.Dropped)
                .With("@last", counts.Last)
                .RunAsync(cancellationToken)
                .ConfigureAwait(false);
        }
    }

    // How many were deleted, and the numbers of those among them that were not erased meanwhile.
    private async Task<(int Deleted, HashSet<long> Unerased)> DeleteAsync(
        DbTransaction transaction,
        string owner,
        List<long> sequences,
        CancellationToken cancellationToken
    )
    {
        var (deleted, unerased) = (0, new HashSet<long>());
        if (sequences.Count > 0)
        {
            await transaction
                .Connection!.Command(transaction, statements.Delete(sequences))
                .With("@owner", owner)
                .ReadAsync(
                    row =>
                    {
                        deleted++;
                        if (row.GetInt64(1) == 0)
                        {
                            unerased.Add(row.GetInt64(0));
                        }
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        return (deleted, unerased);
    }
}
