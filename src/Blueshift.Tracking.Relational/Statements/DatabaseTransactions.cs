using System.Data;
using System.Data.Common;
using Blueshift.Tracking.Relational.Connecting;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Does work in a short transaction on a connection of its own.</summary>
internal static class DatabaseTransactions
{
    /// <summary>Does the work and commits it; what it throws rolls it back.</summary>
    public static async Task<T> TransactAsync<T>(
        this IOutboxConnections database,
        IsolationLevel isolation,
        Func<DbTransaction, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
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
