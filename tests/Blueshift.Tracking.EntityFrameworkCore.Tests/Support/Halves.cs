using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Does what a host may do by either half of EF Core's methods, the synchronous one or the other.</summary>
internal static class Halves
{
    public static async Task<int> SaveAsync(this DbContext context, bool isSync, bool isAccepted = true) =>
        isSync ? context.SaveChanges(isAccepted) : await context.SaveChangesAsync(isAccepted);

    public static async Task<IDbContextTransaction> BeginAsync(this DbContext context, bool isSync) =>
        isSync ? context.Database.BeginTransaction() : await context.Database.BeginTransactionAsync();

    public static Task UseAsync(this DbContext context, DbTransaction? transaction, bool isSync) =>
        DoAsync(
            isSync,
            () => context.Database.UseTransaction(transaction),
            end => context.Database.UseTransactionAsync(transaction, end)
        );

    public static Task CommitAsync(this IDbContextTransaction transaction, bool isSync) =>
        DoAsync(isSync, transaction.Commit, transaction.CommitAsync);

    public static Task RollbackAsync(this IDbContextTransaction transaction, bool isSync) =>
        DoAsync(isSync, transaction.Rollback, transaction.RollbackAsync);

    public static Task MarkAsync(this IDbContextTransaction transaction, string name, bool isSync) =>
        DoAsync(isSync, () => transaction.CreateSavepoint(name), end => transaction.CreateSavepointAsync(name, end));

    public static Task GoBackAsync(this IDbContextTransaction transaction, string name, bool isSync) =>
        DoAsync(
            isSync,
            () => transaction.RollbackToSavepoint(name),
            end => transaction.RollbackToSavepointAsync(name, end)
        );

    public static Task ReleaseAsync(this IDbContextTransaction transaction, string name, bool isSync) =>
        DoAsync(isSync, () => transaction.ReleaseSavepoint(name), end => transaction.ReleaseSavepointAsync(name, end));

    private static async Task DoAsync(bool isSync, Action sync, Func<CancellationToken, Task> other)
    {
        if (isSync)
        {
            sync();
            return;
        }
        await other(CancellationToken.None);
    }
}
