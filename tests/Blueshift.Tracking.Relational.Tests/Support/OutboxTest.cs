using System.Data.Common;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Relational.Buffering;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Relational.Tests.Support;

/// <summary>Is a test of one outbox on either database.</summary>
public abstract class OutboxTest
{
    private SqliteDatabase? _sqlite;

    private protected ObservedTimeProvider Time { get; } = new();

    private protected OutboxProvider Provider { get; private set; }

    private protected DbDataSource Database { get; private set; } = null!;

    private protected OutboxBuffer Buffer { get; private set; } = null!;

    [TestCleanup]
    public async Task DisposeAsync() =>
        await (_sqlite?.DisposeAsync() ?? Database?.DisposeAsync() ?? ValueTask.CompletedTask);

    private protected async Task BeginAsync(OutboxProvider provider)
    {
        Provider = provider;
        _sqlite = provider == OutboxProvider.Sqlite ? await SqliteDatabase.CreateAsync() : null;
        Database = _sqlite?.Source ?? await OutboxBench.PostgresAsync();
        Buffer = Database.Outbox(provider, Some.Options(), Time);
        Begun(provider);
    }

    /// <summary>Makes what the test asks of the outbox.</summary>
    private protected abstract void Begun(OutboxProvider provider);

    private protected async Task RecordAsync(params string[] keys)
    {
        var encoder = new ActivityEncoder(Some.Options(), Time);
        var refusals = await Buffer.AppendAsync(keys.Select(key => encoder.Encode(Some.Activity(key))).ToList());
        Assert.IsTrue(refusals.All(refusal => refusal == RefusalReason.None));
    }

    private protected async Task SettleAsync(int count, params Settlement[] settlements)
    {
        var claim = await Buffer.ClaimAsync(count, 100_000, CancellationToken.None);
        await Buffer.SettleAsync(claim!, settlements, CancellationToken.None);
    }
}
