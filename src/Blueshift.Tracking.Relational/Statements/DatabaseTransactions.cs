using System.Data;
using System.Data.Common;
using System.Transactions;
using Blueshift.Tracking.Relational.Connecting;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Does work in a short transaction on a connection of its own.</summary>
internal static class DatabaseTransactions
{
    /// <summary>Does the work and commits it; what it throws rolls it back.</summary>
    public static async Task<T> TransactAsync<T>(
        this IOutboxConnections database,
        System.Data.IsolationLevel isolation,
        Func<DbTransaction, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        // A scope of the host's is not to take part in it, nor it in the scope.
        using var apart = Transaction.Current is null
            ? null
            : new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        var opened = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (opened.ConfigureAwait(false))
        {
            var transaction = await opened
                .Connection.BeginTransactionAsync(isolation, cancellationToken)
                .ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var result = await work(transaction).ConfigureAwait(false);
                // Once it is under way nobody could tell what became of it.
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return result;
            }
        }
    }
}
