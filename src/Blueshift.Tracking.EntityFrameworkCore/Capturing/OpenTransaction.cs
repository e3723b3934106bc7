using System.Transactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Looks for the transaction of a save. Capture never opens one of its own: a host's retries would be refused.</summary>
internal static class OpenTransaction
{
    /// <summary>Gets the host's <see cref="TransactionScope"/>, or what the context was enlisted in.</summary>
    public static Transaction? Ambient(DbContext context) =>
        context.Database.IsRelational() ? context.Database.GetEnlistedTransaction() ?? Transaction.Current : null;

    /// <summary>Says whether what was saved is not committed yet.</summary>
    public static bool IsOpen(DbContext context) =>
        context.Database.CurrentTransaction is not null || Ambient(context) is not null;

    /// <summary>Makes sure that the user and the activity are saved together.</summary>
    /// <exception cref="InvalidOperationException">The host forbids EF Core a transaction and has none itself.</exception>
    public static void Require(DbContext context)
    {
        if (context.Database.AutoTransactionBehavior == AutoTransactionBehavior.Never && !IsOpen(context))
        {
            throw new InvalidOperationException(
                "This save changes a user that is tracked, and AutoTransactionBehavior.Never lets it run without a transaction, so "
                    + "that the user's change and its activity could part. Begin a transaction around the save, or leave "
                    + "AutoTransactionBehavior at WhenNeeded."
            );
        }
    }
}
