using System.Transactions;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Blueshift.Tracking.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;

/// <summary>An activity exists if and only if the change of the user does.</summary>
public abstract class TransactionTests : CaptureTest
{
    [TestMethod]
    public async Task Rollback_LeavesNoOutboxRow()
    {
        var host = await HostAsync();
        await using var context = host.Context();

        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            context.Add(People.Employee());
            await context.SaveChangesAsync();
            await transaction.RollbackAsync();
        }

        Assert.IsEmpty(await host.RowsAsync());
        Assert.IsEmpty(host.Capture.CommittedIds);
    }

    [TestMethod]
    public async Task Commit_TellsOfAllSavesOfTheTransactionOnce()
    {
        var host = await HostAsync();
        await using var context = host.Context();

        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            context.Add(People.Employee("amelia"));
            await context.SaveChangesAsync();
            context.Add(People.Employee("zoe"));
            await context.SaveChangesAsync();
            Assert.IsEmpty(host.Capture.CommittedIds);
            await transaction.CommitAsync();
        }

        var rows = await host.RowsAsync();
        Assert.AreSequenceEqual(["amelia", "zoe"], rows.Select(row => row.FirstName));
        Assert.AreSequenceEqual(rows.Select(row => row.Id), host.Capture.CommittedIds);
    }

    [TestMethod]
    public async Task RollbackToSavepoint_DropsOnlyLaterEvents()
    {
        var host = await HostAsync();
        await using var context = host.Context();

        await using var transaction = await context.Database.BeginTransactionAsync();
        context.Add(People.Employee("amelia"));
        await context.SaveChangesAsync();
        await transaction.CreateSavepointAsync("before_zoe");
        context.Add(People.Employee("zoe"));
        await context.SaveChangesAsync();
        await transaction.RollbackToSavepointAsync("before_zoe");
        await transaction.CommitAsync();

        var row = (await host.RowsAsync()).Single();
        Assert.AreEqual("amelia", row.FirstName);
        Assert.AreSequenceEqual([row.Id], host.Capture.CommittedIds);
    }

    [TestMethod]
    public async Task RetriedDelegate_ReusesEventId()
    {
        var host = await HostAsync();
        await using var context = host.Context();
        context.Add(People.Employee());

        await using (var lost = await context.Database.BeginTransactionAsync())
        {
            await context.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            await lost.RollbackAsync();
        }
        await using (var kept = await context.Database.BeginTransactionAsync())
        {
            var first = context.ChangeTracker.Entries<IUserActivityOutboxEntity>().Single();
            var id = (byte[])first.Property("Id").CurrentValue!;
            await context.SaveChangesAsync(acceptAllChangesOnSuccess: false);
            await kept.CommitAsync();
            Assert.AreEqual(new Guid(id, bigEndian: true), (await host.RowsAsync()).Single().Id);
        }
        context.ChangeTracker.AcceptAllChanges();
        await context.SaveChangesAsync();

        Assert.HasCount(1, await host.RowsAsync());
        Assert.IsEmpty(context.ChangeTracker.Entries<IUserActivityOutboxEntity>());
    }

    [TestMethod]
    public async Task AutoTransactionNever_WithoutTransaction_Throws()
    {
        var host = await HostAsync();
        await using var context = host.Context();
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        var user = People.Employee();
        context.Add(user);

        var refused = await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => context.SaveChangesAsync());

        Assert.Contains("Begin a transaction", refused.Message);
        Assert.DoesNotContain(user.Email!, refused.ToString());
        Assert.AreEqual(0, await host.CountAsync("\"Employees\""));
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
        }
        Assert.HasCount(1, await host.RowsAsync());
        context.Add(new Note());
        await context.SaveChangesAsync();
    }

    [TestMethod]
    public async Task ExternalCommit_IsPickedUpByPolling()
    {
        var host = await HostAsync();
        await using var context = host.Context();
        await context.Database.OpenConnectionAsync();
        var connection = context.Database.GetDbConnection();
        await using var transaction = await connection.BeginTransactionAsync();
        await context.Database.UseTransactionAsync(transaction);

        context.Add(People.Employee());
        await context.SaveChangesAsync();
        await transaction.CommitAsync();

        // Nobody rings; the row is there for whoever looks next.
        Assert.IsEmpty(host.Capture.CommittedIds);
        Assert.HasCount(1, await host.RowsAsync());
        // And the next transaction on the context does not tell of it.
        await context.Database.UseTransactionAsync(null);
        context.Add(People.Employee("zoe"));
        await context.SaveChangesAsync();
        Assert.HasCount(1, host.Capture.CommittedIds);
    }

    [TestMethod]
    public async Task Explicit_activity_is_saved_with_the_next_save_and_only_then()
    {
        var host = await HostAsync();
        await using var context = host.Context();
        context.TrackUserActivity(UserActivity.Reactivated(Some.User("claim-7")));
        Assert.IsEmpty(await host.RowsAsync());

        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            Assert.AreEqual(0, await context.SaveChangesAsync());
            await transaction.RollbackAsync();
        }
        Assert.IsEmpty(await host.RowsAsync());
        context.TrackUserActivity(UserActivity.Deleted(Some.User("claim-8")));
        Assert.AreEqual(0, await context.SaveChangesAsync());
        await context.SaveChangesAsync();

        var row = (await host.RowsAsync()).Single();
        Assert.AreEqual(("claim-8", "removal"), (row.Key, row.Status));
    }
}
