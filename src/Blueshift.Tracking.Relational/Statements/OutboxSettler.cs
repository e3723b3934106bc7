using System.Data;
using System.Data.Common;
using Blueshift.Tracking.Relational.Connecting;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Ends claims. Safe for several threads.</summary>
/// <param name="database">The database.</param>
/// <param name="statements">The statements.</param>
/// <param name="ledger">Keeps what the endpoint knows of each user; <see langword="null"/> where there is no user directory to compare it with.</param>
internal sealed class OutboxSettler(
    IOutboxConnections database,
    OutboxStatements statements,
    LedgerWriter? ledger = null
)
{
    /// <summary>Ends an owner's hold on rows. What he no longer holds stays as it is: somebody else has it.</summary>
    /// <returns>How many rows he still held.</returns>
    public Task<int> SettleAsync(string node, string owner, SettledRows settled, CancellationToken cancellationToken) =>
        database.TransactAsync(
            IsolationLevel.ReadCommitted,
            async transaction =>
            {
                var (delivered, unerased) = await DeleteAsync(transaction, owner, settled.Delivered, cancellationToken)
                    .ConfigureAwait(false);
                if (ledger is not null)
                {
                    await ledger.WriteAsync(transaction, settled, unerased, cancellationToken).ConfigureAwait(false);
                }
                var dropped = 0;
                foreach (var (reason, sequences) in settled.Dropped)
                {
                    dropped += await GiveUpAsync(transaction, owner, reason, sequences, cancellationToken)
                        .ConfigureAwait(false);
                }
                var (freed, erased) = await FreeAsync(transaction, owner, settled.Freed, cancellationToken)
                    .ConfigureAwait(false);
                var last = settled.Delivered.DefaultIfEmpty().Max();
                await CountAsync(
                        transaction,
                        new NodeCounts(node, delivered, dropped + erased, last),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                return delivered + dropped + freed;
            },
            cancellationToken
        );

    // How many were freed, and how many of the owner's were erased meanwhile.
    private async Task<(int Freed, int Erased)> FreeAsync(
        DbTransaction transaction,
        string owner,
        IReadOnlyList<FreedRows> freed,
        CancellationToken cancellationToken
    )
    {
        var (count, erased) = (0, 0);
        foreach (var rows in freed)
        {
            await transaction
                .Connection!.Command(transaction, statements.Free(rows.Sequences))
                .With("@owner", owner)
                .With("@state", (long)rows.State)
                .With("@notBefore", rows.NotBefore)
                .With("@reason", rows.Reason)
                .With("@untold", rows.IsUntold ? 1L : 0L)
                .ReadAsync(
                    row => _ = (RowState)row.GetInt64(0) == RowState.GivenUp ? erased++ : count++,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        return (count, erased);
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
                .With("@name", counts.Name)
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
