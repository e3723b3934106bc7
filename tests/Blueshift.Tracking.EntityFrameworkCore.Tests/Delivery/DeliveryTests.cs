using System.Security.Cryptography;
using System.Transactions;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Blueshift.Tracking.Relational;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Delivery;

/// <summary>From the host's save to the endpoint.</summary>
[TestClass]
public sealed class DeliveryTests
{
    private const int Many = 8;

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

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task ExternalCommit_IsPickedUpByPolling(OutboxProvider provider)
    {
        await using var host = await DeliveringHost.StartAsync(await DatabaseAsync(provider));
        await using var context = host.Context();
        context.Add(People.Employee("before"));
        await context.SaveChangesAsync();
        await host.FlushAsync();
        await host.Transport.NextAsync();
        await context.Database.OpenConnectionAsync();
        await using var transaction = await context.Database.GetDbConnection().BeginTransactionAsync();
        await context.Database.UseTransactionAsync(transaction);

        context.Add(People.Employee("after"));
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
        var sent = host.Transport.NextAsync();

        // Nobody rings: while time stands still nothing is sent.
        Assert.IsFalse(sent.IsCompleted);
        while (!sent.IsCompleted)
        {
            await host.Time.PassWaitAsync(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
        }
        Assert.Contains("after@customer.example", SentText.Of((await sent).Activities.Single()));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task SameMillisecond_CreateThenDelete_ArrivesInOrder(OutboxProvider provider)
    {
        await using var host = await DeliveringHost.StartAsync(await DatabaseAsync(provider));
        await host.FlushAsync();
        var gate = new TaskCompletionSource();
        host.Transport.Gate = gate.Task;
        await using var context = host.Context();
        foreach (var user in Enumerable.Range(0, Many).SelectMany(Both))
        {
            // Time stands still meanwhile: whatever is made of it cannot tell the order.
            await using var transaction = await context.Database.BeginTransactionAsync();
            context.Add(user);
            await context.SaveChangesAsync();
            context.Remove(user);
            await context.SaveChangesAsync();
            await transaction.CommitAsync();
        }
        gate.SetResult();

        var sent = new List<OutgoingActivity>();
        while (sent.Count < 4 * Many)
        {
            sent.AddRange((await host.Transport.NextAsync()).Activities);
        }

        Assert.AreSequenceEqual(sent.Select(one => one.Sequence).Order(), sent.Select(one => one.Sequence));
        var stories = sent.GroupBy(SentText.Email, SentText.Status).Select(story => string.Join(", ", story)).ToList();
        Assert.HasCount(2 * Many, stories);
        Assert.AreEqual("addition, removal", stories.Distinct().Single());
        Assert.HasCount(1, sent.Select(SentText.Time).Distinct());
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite, true)]
    [DataRow(OutboxProvider.Sqlite, false)]
    [DataRow(OutboxProvider.PostgreSql, true)]
    [DataRow(OutboxProvider.PostgreSql, false)]
    public async Task ProtectPersonalData_OutboxPayloadIsProtected(OutboxProvider provider, bool hasKey)
    {
        using var folder = new TemporaryFolder();
        var key = folder.Of("key");
        await File.WriteAllBytesAsync(key, RandomNumberGenerator.GetBytes(32));
        await using var host = await DeliveringHost.StartAsync(
            await DatabaseAsync(provider),
            change: options => options.Buffer.KeyFile = hasKey ? key : null
        );
        await using var context = host.Context();
        var (told, kept) = (People.Employee("told"), People.Employee("kept"));
        var patched = People.Member("patched");
        context.Add(told);
        await context.SaveChangesAsync();
        await host.FlushAsync();
        var gate = new TaskCompletionSource();
        host.Transport.Gate = gate.Task;
        context.AddRange(kept, patched);
        await context.SaveChangesAsync();

        var lain = await host.LainAsync();
        gate.SetResult();
        await host.FlushAsync();

        // Of whom was told the ledger knows how to tell that he is gone; the others wait in the outbox.
        foreach (var text in new[] { told.Email, kept.Email, patched.Email, kept.LastName, patched.Name!.Last })
        {
            Assert.AreEqual(!hasKey, lain.Contains(text!, StringComparison.OrdinalIgnoreCase), "in clear");
        }
        Assert.AreEqual(!hasKey, lain.Contains(kept.Id.ToString("D"), StringComparison.OrdinalIgnoreCase), "in clear");
        Assert.AreEqual(3, host.Delivered);
    }

    private static IEnumerable<object> Both(int number) =>
        [People.Employee($"employee{number}"), People.Member($"member{number}")];

    private static Task<HostDatabase> DatabaseAsync(OutboxProvider provider) =>
        provider == OutboxProvider.Sqlite
            ? Task.FromResult<HostDatabase>(new SqliteHostDatabase())
            : PostgresHostDatabase.CreateAsync();

    private static async Task<PostgresHostDatabase> PostgresAsync() =>
        (PostgresHostDatabase)await PostgresHostDatabase.CreateAsync();
}
