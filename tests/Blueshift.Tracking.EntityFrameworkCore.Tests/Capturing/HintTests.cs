using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;

/// <summary>What passes the change tracker by is noticed, so that all users are compared soon.</summary>
public abstract class HintTests : CaptureTest
{
    [TestMethod]
    public async Task ExecuteUpdate_TriggersReconcileSoon()
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await using var context = host.Context();

        await context.Employees.ExecuteUpdateAsync(set => set.SetProperty(one => one.IsActive, false));
        Assert.AreEqual(1, host.Reconciling.Count);
        await context.Employees.ExecuteDeleteAsync();
        Assert.AreEqual(2, host.Reconciling.Count);
        await context.Members.ExecuteDeleteAsync();
        Assert.AreEqual(2, host.Reconciling.Count, "No row was changed.");
    }

    [TestMethod]
    public async Task RawSql_TriggersReconcileSoon()
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await using var context = host.Context();

        await context.Database.ExecuteSqlRawAsync("UPDATE \"Employees\" SET \"FailedLogins\" = 1");
        Assert.AreEqual(1, host.Reconciling.Count);
        await context.Database.ExecuteSqlRawAsync("INSERT INTO \"Notes\" (\"Text\") VALUES ('Employees')");
        Assert.AreEqual(2, host.Reconciling.Count, "A wrong guess costs a comparison.");
        await context.Database.ExecuteSqlRawAsync("INSERT INTO \"Notes\" (\"Text\") VALUES ('UnEmployees')");
        Assert.AreEqual(2, host.Reconciling.Count);
        await context.Employees.FromSqlRaw("SELECT * FROM \"Employees\"").ToListAsync();
        Assert.AreEqual(2, host.Reconciling.Count);
    }

    [TestMethod]
    public async Task Within_a_transaction_the_commit_asks_again()
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await using var context = host.Context();
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            await context.Employees.ExecuteUpdateAsync(set => set.SetProperty(one => one.IsActive, false));
            await context.Notes.ExecuteDeleteAsync();
            await transaction.CommitAsync();
        }
        Assert.AreEqual(2, host.Reconciling.Count);
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            context.MarkUsersChanged();
            await transaction.RollbackAsync();
        }
        Assert.AreEqual(3, host.Reconciling.Count);
        context.MarkUsersChanged();
        Assert.AreEqual(4, host.Reconciling.Count);
    }

    [TestMethod]
    public async Task Saves_of_users_with_keys_of_the_database_are_no_hint()
    {
        var host = await HostAsync();
        await EnrolledAsync(host);
        await EmployedAsync(host);

        Assert.AreEqual(0, host.Reconciling.Count);
    }
}
