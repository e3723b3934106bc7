using System.Data.Common;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Relational.Sealing;
using Blueshift.Tracking.Relational.Statements;
using Blueshift.Tracking.Relational.Tests.Support;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Relational.Tests.Buffering;

[TestClass]
public sealed class PostgresNodesTests : NodesTests
{
    private DbDataSource _database = null!;

    private protected override OutboxProvider Provider => OutboxProvider.PostgreSql;

    private protected override DbDataSource Database => _database;

    [TestInitialize]
    public async Task CreateAsync() => _database = await OutboxBench.PostgresAsync();

    [TestCleanup]
    public async Task DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    [TestMethod]
    public async Task LateCommit_WithLowerSequence_IsDelivered()
    {
        await using var one = await Database.OpenConnectionAsync();
        await using var late = await one.BeginTransactionAsync();
        await InsertAsync(late);
        await using var other = await Database.OpenConnectionAsync();
        await using var prompt = await other.BeginTransactionAsync();
        await InsertAsync(prompt);
        await prompt.CommitAsync();
        var node = Database.Outbox(Provider, Some.Options(), TimeProvider.System);

        var early = await node.ClaimAsync(10, 100_000, CancellationToken.None);
        await late.CommitAsync();
        var after = await node.ClaimAsync(10, 100_000, CancellationToken.None);

        Assert.AreEqual(2, Assert.ContainsSingle(early!.Activities).Sequence);
        Assert.AreEqual(1, Assert.ContainsSingle(after!.Activities).Sequence);
    }

    // As an application does it that writes in its own transaction.
    private async Task InsertAsync(DbTransaction transaction)
    {
        var activity = new ActivityEncoder(Some.Options(), TimeProvider.System).Encode(Some.Activity());
        using var activities = new EncodedActivities();
        activities.Add(activity);
        var row = NewRow.TryMake(activities, new NoSeal())!.Single();
        await Database
            .Store(Provider, Some.Options())
            .AppendAsync([row], DateTimeOffset.UnixEpoch, transaction, default);
    }
}
