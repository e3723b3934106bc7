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
    public async Task Sync_statements_ask_alike()
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await using var context = host.Context();

        context.Employees.ExecuteUpdate(set => set.SetProperty(one => one.FailedLogins, 1));
        Assert.AreEqual(1, host.Reconciling.Count);
        context.Database.ExecuteSqlRaw("UPDATE \"Employees\" SET \"FailedLogins\" = 2");
        Assert.AreEqual(2, host.Reconciling.Count);
        _ = context
            .Employees.FromSqlRaw("UPDATE \"Employees\" SET \"FailedLogins\" = 3 RETURNING *")
            .IgnoreQueryFilters()
            .ToList();
        Assert.AreEqual(3, host.Reconciling.Count);
        context.Employees.ExecuteDelete();
        Assert.AreEqual(4, host.Reconciling.Count);
        context.Members.ExecuteDelete();
        Assert.AreEqual(4, host.Reconciling.Count, "No row was changed.");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Within_a_transaction_the_commit_asks_again(bool isSync)
    {
        var host = await HostAsync();
        await EmployedAsync(host);
        await using var context = host.Context();
        await using (var transaction = await context.BeginAsync(isSync))
        {
            await context.Employees.ExecuteUpdateAsync(set => set.SetProperty(one => one.IsActive, false));
            await context.Notes.ExecuteDeleteAsync();
            await transaction.CommitAsync(isSync);
        }
        Assert.AreEqual(2, host.Reconciling.Count);
        await using (var transaction = await context.BeginAsync(isSync))
        {
            context.MarkUsersChanged();
            await transaction.RollbackAsync(isSync);
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
