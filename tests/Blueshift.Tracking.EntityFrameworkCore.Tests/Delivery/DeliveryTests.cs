using System.Transactions;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Blueshift.Tracking.Relational;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Delivery;

/// <summary>From the host's save to the endpoint.</summary>
[TestClass]
public sealed class DeliveryTests
{
    [TestMethod]
    [DataRow(OutboxProvider.Sqlite, false)]
    [DataRow(OutboxProvider.Sqlite, true)]
    [DataRow(OutboxProvider.PostgreSql, false)]
    [DataRow(OutboxProvider.PostgreSql, true)]
    public async Task What_a_save_commits_is_delivered_and_what_is_rolled_back_never_was(
        OutboxProvider provider,
        bool isSync
    )
    {
        await using var host = await DeliveringHost.StartAsync(await DatabaseAsync(provider));
        await using (var context = host.Context())
        {
            await using var transaction = await context.BeginAsync(isSync);
            context.Add(People.Employee("ghost"));
            await context.SaveAsync(isSync);
            await transaction.RollbackAsync(isSync);
        }
        await using (var context = host.Context())
        {
            context.Add(People.Employee());
            context.Add(People.Member());
            Assert.AreEqual(2, await context.Employees.CountAsync() + await context.SaveAsync(isSync));
        }

        await host.FlushAsync();

        Assert.AreEqual(2, host.Delivered);
        Assert.HasCount(2, (await host.Transport.NextAsync()).Activities);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite, false)]
    [DataRow(OutboxProvider.Sqlite, true)]
    [DataRow(OutboxProvider.PostgreSql, false)]
    [DataRow(OutboxProvider.PostgreSql, true)]
    public async Task Within_a_transaction_that_wrote_already_the_first_save_waits_for_nothing(
        OutboxProvider provider,
        bool isSync
    )
    {
        await using var host = await DeliveringHost.StartAsync(await DatabaseAsync(provider));
        await using var context = host.Context();
        await using (var transaction = await context.BeginAsync(isSync))
        {
            await context.Database.ExecuteSqlAsync($"DELETE FROM \"Notes\"");
            context.Add(People.Employee());
            await context.SaveAsync(isSync);
            await transaction.CommitAsync(isSync);
        }

        await host.FlushAsync();

        Assert.AreEqual(1, host.Delivered);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task The_first_save_of_a_scope_looks_for_the_tables_beside_the_scope(bool isSync)
    {
        await using var host = await DeliveringHost.StartAsync(await PostgresAsync());
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await using var context = host.Context();
            context.Add(People.Employee());
            Assert.AreEqual(1, await context.SaveAsync(isSync));
            scope.Complete();
        }

        await host.FlushAsync();

        Assert.AreEqual(1, host.Delivered);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task RetryOnFailure_HostSaveChanges_NotRefused(bool isSync)
    {
        var database = await PostgresAsync();
        await using var host = await DeliveringHost.StartAsync(database, database.UseWithRetries);
        await using var context = host.Context();
        context.Add(People.Member());
        await context.SaveAsync(isSync);

        await host.FlushAsync();

        Assert.AreEqual(1, host.Delivered);
    }

    [TestMethod]
    public async Task Postgres_BackendKilledAtCommit_OneUserOneEvent()
    {
        var database = await PostgresAsync();
        var killer = new CommitBreaker(database) { KillsBeforeCommit = true };
        await using var host = await DeliveringHost.StartAsync(database, killer.Use);
        await using var context = host.Context();
        var user = People.Employee();
        context.Add(user);
        killer.Arm();

        await context.SaveChangesAsync();
        await host.FlushAsync();

        Assert.AreEqual(1, killer.Broken);
        Assert.AreEqual(1, await context.Employees.CountAsync());
        Assert.AreEqual(1, host.Delivered);
        Assert.HasCount(1, (await host.Transport.NextAsync()).Activities);
    }

    [TestMethod]
    public async Task Postgres_CommitAckLost_NoDuplicateEvent()
    {
        var database = await PostgresAsync();
        var killer = new CommitBreaker(database);
        await using var host = await DeliveringHost.StartAsync(database, killer.Use);
        await using var context = host.Context();
        context.Add(People.Employee());
        killer.Arm();

        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync());
        await host.FlushAsync();

        await using var read = host.Context();
        Assert.AreEqual(1, killer.Broken);
        Assert.AreEqual(1, await read.Employees.CountAsync(), "The commit was done; its answer was lost.");
        Assert.AreEqual(1, host.Delivered);
        Assert.HasCount(1, (await host.Transport.NextAsync()).Activities);
    }

    private static Task<HostDatabase> DatabaseAsync(OutboxProvider provider) =>
        provider == OutboxProvider.Sqlite
            ? Task.FromResult<HostDatabase>(new SqliteHostDatabase())
            : PostgresHostDatabase.CreateAsync();

    private static async Task<PostgresHostDatabase> PostgresAsync() =>
        (PostgresHostDatabase)await PostgresHostDatabase.CreateAsync();
}
