using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Relational.Buffering;
using Blueshift.Tracking.Relational.Sealing;
using Blueshift.Tracking.Relational.Statements;
using Blueshift.Tracking.Relational.Tests.Support;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blueshift.Tracking.Relational.Tests.Buffering;

/// <summary>How activities come through an outbox: in which order, without waiting, and what stays of them.</summary>
[TestClass]
public sealed class OutboxFlowTests : OutboxTest
{
    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task A_backlog_is_delivered_without_waiting_between_batches(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        await using var host = new OutboxHost(database);

        await host.Tracker.TrackAsync(Enumerable.Range(0, 1500).Select(one => Some.Activity($"user-{one}")));
        await host.FlushAsync();

        Assert.AreEqual((1500, 0), (host.State.Delivered, host.State.Waiting));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Poison_DoesNotBlock(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        await using var host = new OutboxHost(database);
        var poison = Guid.CreateVersion7();
        var requests = 0;
        Enumerable.Range(0, 200).ToList().ForEach(_ => host.Transport.Then(Answer));

        await host.Tracker.TrackAsync(
            Enumerable
                .Range(0, 200)
                .Select(one => Some.Activity($"user-{one}"))
                .Select((activity, place) => place == 50 ? activity.WithId(poison) : activity)
        );
        await host.FlushAsync();
        await host.Tracker.TrackAsync(Some.Activity("afterwards"));
        await host.FlushAsync();

        Assert.AreEqual((200, 1, 0), (host.State.Delivered, host.State.DeadLetters, host.State.Waiting));
        Assert.AreEqual(1L, await database.CountAsync("blueshift_outbox"), "The dead letter alone is kept.");
        // Halved eight times at most, each half answered once, and no loop about it.
        Assert.IsInRange(9, 30, Volatile.Read(ref requests));
        BufferIdentity.AssertHolds(host.State);

        DeliveryAnswer Answer(OutgoingBatch batch)
        {
            Interlocked.Increment(ref requests);
            return batch.Activities.Any(one => one.Id == poison)
                ? DeliveryAnswer.BatchRefused("HTTP 400 with application/problem+json")
                : ScriptedTransport.Accept(batch);
        }
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task What_is_seen_live_is_claimed_before_what_was_found(OutboxProvider provider)
    {
        await BeginAsync(provider);
        await FoundAsync("found-1", ActivityOrigin.Baseline);
        await FoundAsync("found-2", ActivityOrigin.Reconciled);
        await RecordAsync("live");
        await Buffer.OpenAsync(CancellationToken.None);

        var claim = await Buffer.ClaimAsync(10, 100_000, CancellationToken.None);

        Assert.AreSequenceEqual([3, 2, 1], claim!.Activities.Select(one => one.Sequence));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task What_was_erased_in_the_hands_of_one_who_died_is_given_up(OutboxProvider provider)
    {
        await BeginAsync(provider);
        var dead = Database.Outbox(provider, Some.Options(), Time, "dead", TimeSpan.FromSeconds(-1));
        await RecordAsync("eva");
        await dead.OpenAsync(CancellationToken.None);
        await dead.ClaimAsync(1, 100_000, CancellationToken.None);
        await RunAsync("UPDATE blueshift_outbox SET payload = NULL, subject = NULL");
        var context = Database.Context(provider, Some.Options(), Time);

        await new OutboxHousekeeping(context).RunAsync();
        await Buffer.ChangedAsync();

        var state = Buffer.GetState();
        Assert.AreEqual((0, 1), (state.Waiting, state.Dropped));
        Assert.AreEqual(state.LastSequence, state.SettledThrough);
        Assert.AreEqual(DropReason.Erased, context.Reporter.GivenUp.LatestDrop);
        BufferIdentity.AssertHolds(state);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task A_settlement_of_which_a_row_was_erased_tells_what_it_did(OutboxProvider provider)
    {
        await BeginAsync(provider);
        await RecordAsync("eva", "tom", "zoe");
        var claim = await Buffer.ClaimAsync(3, 100_000, CancellationToken.None);
        await RunAsync("UPDATE blueshift_outbox SET payload = NULL, subject = NULL WHERE sequence = 1");

        await Buffer.SettleAsync(
            claim!,
            [Settlement.Release, Settlement.DeadLetter("invalid-field"), Settlement.Drop(DropReason.Suppressed)],
            CancellationToken.None
        );

        var state = Buffer.GetState();
        Assert.AreEqual((0, 1, 2), (state.Waiting, state.DeadLetters, state.Dropped));
        Assert.AreEqual((1, 2), (state.GivenUp.DeadLetters, state.GivenUp.Dropped));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task An_acknowledgement_that_is_lost_is_looked_for(OutboxProvider provider)
    {
        await BeginAsync(provider);
        var connections = new LosingConnections(Database);
        var buffer = new OutboxBuffer(Database.Context(provider, Some.Options(), Time, reached: connections));
        await buffer.OpenAsync(CancellationToken.None);
        using var scratch = new ActivityScratch();
        new ActivityEncoder(Some.Options(), Time).Encode(Some.Activity(), scratch);
        connections.LosesNext = true;

        var appended = await buffer.AppendAsync(scratch.Activities, CancellationToken.None);

        Assert.AreEqual(new AppendResult(1, RefusalReason.None), appended);
        Assert.IsFalse(connections.LosesNext);
        Assert.AreEqual((1, 1), (buffer.GetState().Recorded, buffer.GetState().Waiting));
    }

    [TestMethod]
    public void A_look_that_did_not_see_an_append_does_not_tell_it_settled()
    {
        var numbers = new OutboxNumbers(1024 * 1024, "none");
        var reporter = Reporter();
        var look = numbers.Look();
        var row = Row();
        numbers.Reserve([row]);
        numbers.Appended([row], new AppendedRows([10], row.Size), Time.GetUtcNow());

        numbers.Looked(look, firstOpen: null);

        var state = numbers.State(reporter);
        Assert.AreEqual((10, 9), (state.LastSequence, state.SettledThrough));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Another_instance_on_the_same_tables_has_numbers_of_its_own(OutboxProvider provider)
    {
        await BeginAsync(provider);
        await RecordAsync("a", "b");
        await SettleAsync(2, Settlement.Delivered, Settlement.Drop(DropReason.Suppressed));
        var other = Database.Outbox(
            provider,
            Some.Options(options => options.ClientInstanceId = "acme-other"),
            Time,
            "node-2"
        );

        await other.OpenAsync(CancellationToken.None);

        var state = other.GetState();
        Assert.AreEqual((0, 0, 0), (state.Recorded, state.Delivered, state.Dropped));
    }

    [TestMethod]
    public async Task A_lease_outlives_two_requests_by_half_a_minute()
    {
        await using var database = await HostDatabase.CreateAsync(OutboxProvider.Sqlite);
        await using var host = new OutboxHost(
            database,
            options => options.Delivery.RequestTimeout = TimeSpan.FromSeconds(20)
        );

        Assert.AreEqual(TimeSpan.FromSeconds(70), host.Get<OutboxContext>().Terms.Lease);
    }

    private protected override void Begun(OutboxProvider provider)
    {
        // The outbox is all that is asked.
    }

    private OutboxReporter Reporter() => new(new TrackingMeter(factory: null), NullLogger.Instance, Time);

    private NewRow Row()
    {
        using var scratch = new ActivityScratch();
        new ActivityEncoder(Some.Options(), Time).Encode(Some.Activity(), scratch);
        return NewRow.TryMake(scratch.Activities, new NoSeal())!.Single();
    }

    private async Task FoundAsync(string key, ActivityOrigin origin)
    {
        using var scratch = new ActivityScratch();
        new ActivityEncoder(Some.Options(), Time).Encode(Some.Activity(key), scratch, origin);
        await Database
            .Store(Provider, Some.Options())
            .AppendAsync(
                NewRow.TryMake(scratch.Activities, new NoSeal(), origin)!,
                Time.GetUtcNow(),
                CancellationToken.None
            );
    }

    private async Task RunAsync(string statement)
    {
        await using var command = Database.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
