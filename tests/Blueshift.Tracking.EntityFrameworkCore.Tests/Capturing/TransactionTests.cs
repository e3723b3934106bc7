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
    [DataRow(false)]
    [DataRow(true)]
    public async Task Rollback_LeavesNoOutboxRow(bool isSync)
    {
        var host = await HostAsync();
        await using var context = host.Context();

        await using (var transaction = await context.BeginAsync(isSync))
        {
            context.Add(People.Employee());
            await context.SaveAsync(isSync);
            await transaction.RollbackAsync(isSync);
        }

        Assert.IsEmpty(await host.RowsAsync());
        Assert.IsEmpty(host.Capture.CommittedIds);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Commit_TellsOfAllSavesOfTheTransactionOnce(bool isSync)
    {
        var host = await HostAsync();
        await using var context = host.Context();

        await using (var transaction = await context.BeginAsync(isSync))
        {
            context.Add(People.Employee("amelia"));
            await context.SaveAsync(isSync);
            context.Add(People.Employee("zoe"));
            await context.SaveAsync(isSync);
            Assert.IsEmpty(host.Capture.CommittedIds);
            await transaction.CommitAsync(isSync);
        }

        var rows = await host.RowsAsync();
        Assert.AreSequenceEqual(["amelia", "zoe"], rows.Select(row => row.FirstName));
        Assert.AreSequenceEqual(rows.Select(row => row.Id), host.Capture.CommittedIds);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task RollbackToSavepoint_DropsOnlyLaterEvents(bool isSync)
    {
        var host = await HostAsync();
        await using var context = host.Context();

        await using var transaction = await context.BeginAsync(isSync);
        context.Add(People.Employee("amelia"));
        await context.SaveAsync(isSync);
        await transaction.MarkAsync("before_zoe", isSync);
        context.Add(People.Employee("zoe"));
        await context.SaveAsync(isSync);
        await transaction.GoBackAsync("before_zoe", isSync);
        await transaction.CommitAsync(isSync);

        var row = (await host.RowsAsync()).Single();
        Assert.AreEqual("amelia", row.FirstName);
        Assert.AreSequenceEqual([row.Id], host.Capture.CommittedIds);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_savepoint_that_was_released_is_not_gone_back_to(bool isSync)
    {
        var host = await HostAsync();
        await using var context = host.Context();

        await using var transaction = await context.BeginAsync(isSync);
        await transaction.MarkAsync("outer", isSync);
        context.Add(People.Employee("amelia"));
        await context.SaveAsync(isSync);
        await transaction.MarkAsync("inner", isSync);
        context.Add(People.Employee("zoe"));
        await context.SaveAsync(isSync);
        await transaction.ReleaseAsync("inner", isSync);
        await transaction.GoBackAsync("outer", isSync);
        await transaction.CommitAsync(isSync);

        Assert.IsEmpty(await host.RowsAsync());
        Assert.IsEmpty(host.Capture.CommittedIds);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_save_that_failed_after_a_savepoint_leaves_no_other_to_go_back_to(bool isSync)
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await using var context = host.Context();

        await using var transaction = await context.BeginAsync(isSync);
        await transaction.MarkAsync("before", isSync);
        context.Add(People.Employee("zoe"));
        await context.SaveAsync(isSync);
        var twin = context.Add(People.Employee());
        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveAsync(isSync));
        twin.State = EntityState.Detached;
        await transaction.GoBackAsync("before", isSync);
        await transaction.CommitAsync(isSync);

        Assert.IsEmpty(await host.RowsAsync());
        Assert.HasCount(1, host.Capture.CommittedIds, "the user that was there before");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task RetriedDelegate_ReusesEventId(bool isSync)
    {
        var host = await HostAsync();
        await using var context = host.Context();
        context.Add(People.Employee());

        await using (var lost = await context.BeginAsync(isSync))
        {
            await context.SaveAsync(isSync, isAccepted: false);
            await lost.RollbackAsync(isSync);
        }
        await using (var kept = await context.BeginAsync(isSync))
        {
            var first = context.ChangeTracker.Entries<IUserActivityOutboxEntity>().Single();
            var id = (byte[])first.Property("Id").CurrentValue!;
            await context.SaveAsync(isSync, isAccepted: false);
            await kept.CommitAsync(isSync);
            Assert.AreEqual(new Guid(id, bigEndian: true), (await host.RowsAsync()).Single().Id);
        }
        context.ChangeTracker.AcceptAllChanges();
        await context.SaveAsync(isSync);

        Assert.HasCount(1, await host.RowsAsync());
        Assert.IsEmpty(context.ChangeTracker.Entries<IUserActivityOutboxEntity>());
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task AutoTransactionNever_WithoutTransaction_Throws(bool isSync)
    {
        var host = await HostAsync();
        await using var context = host.Context();
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        var user = People.Employee();
        context.Add(user);

        var refused = await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => context.SaveAsync(isSync));

        Assert.Contains("Begin a transaction", refused.Message);
        Assert.DoesNotContain(user.Email!, refused.ToString());
        Assert.AreEqual(0, await host.CountAsync("\"Employees\""));
        await using (var transaction = await context.BeginAsync(isSync))
        {
            await context.SaveAsync(isSync);
            await transaction.CommitAsync(isSync);
        }
        Assert.HasCount(1, await host.RowsAsync());
        context.Add(new Note());
        await context.SaveAsync(isSync);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Commit_of_the_hosts_own_is_told_by_nobody_and_by_no_later_commit(bool isSync)
    {
        var host = await HostAsync();
        await using var context = host.Context();
        await context.Database.OpenConnectionAsync();
        var connection = context.Database.GetDbConnection();
        await using var transaction = await connection.BeginTransactionAsync();
        await context.UseAsync(transaction, isSync);

        context.Add(People.Employee());
        await context.SaveAsync(isSync);
        await transaction.CommitAsync();

        // Nobody rings; the row is there for whoever looks next.
        Assert.IsEmpty(host.Capture.CommittedIds);
        Assert.HasCount(1, await host.RowsAsync());
        // And the next transaction on the context does not tell of it.
        await context.UseAsync(null, isSync);
        context.Add(People.Employee("zoe"));
        await context.SaveAsync(isSync);
        Assert.HasCount(1, host.Capture.CommittedIds);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Explicit_activity_is_saved_with_the_next_save_and_only_then(bool isSync)
    {
        var host = await HostAsync();
        await using var context = host.Context();
        context.TrackUserActivity(UserActivity.Reactivated(Some.User("claim-7")));
        Assert.IsEmpty(await host.RowsAsync());

        await using (var transaction = await context.BeginAsync(isSync))
        {
            Assert.AreEqual(0, await context.SaveAsync(isSync));
            await transaction.RollbackAsync(isSync);
        }
        Assert.IsEmpty(await host.RowsAsync());
        context.TrackUserActivity(UserActivity.Deleted(Some.User("claim-8")));
        Assert.AreEqual(0, await context.SaveAsync(isSync));
        await context.SaveAsync(isSync);

        var row = (await host.RowsAsync()).Single();
        Assert.AreEqual(("claim-8", "removal"), (row.Key, row.Status));
    }
}
