using System.Collections.Concurrent;
using System.Data.Common;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Relational.Buffering;
using Blueshift.Tracking.Relational.Tests.Support;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Relational.Tests.Buffering;

/// <summary>What several processes do to one outbox, on either database; the derived classes bring it.</summary>
public abstract class NodesTests
{
    // A lease that has run out when it begins: whoever has it is dead to the others.
    private static readonly TimeSpan RunOut = TimeSpan.FromSeconds(-1);

    private readonly ObservedTimeProvider _time = new();

    private protected abstract OutboxProvider Provider { get; }

    private protected abstract DbDataSource Database { get; }

    [TestMethod]
    public async Task FourDispatchers_NoRowClaimedTwice()
    {
        var nodes = Enumerable.Range(1, 4).Select(number => Node($"node-{number}")).ToList();
        var appended = await AppendAsync(nodes[0], 1000);
        var claimed = new ConcurrentBag<Guid>();

        await Task.WhenAll(nodes.Select(node => Task.Run(() => DrainAsync(node, claimed))));

        Assert.AreSequenceEqual(appended.Order(), claimed.Order());
        var state = await LookedAsync();
        Assert.AreEqual((1000, 1000, 0), (state.Recorded, state.Delivered, state.Waiting));
        BufferIdentity.AssertHolds(state);
    }

    [TestMethod]
    public async Task ExpiredLease_IsReclaimed()
    {
        var dead = Node("dead", RunOut);
        var appended = await AppendAsync(dead, 3);
        var lost = await dead.ClaimAsync(3, 100_000, CancellationToken.None);
        var claimed = new ConcurrentBag<Guid>();

        await DrainAsync(Node("alive"), claimed);

        Assert.HasCount(3, lost!.Activities);
        Assert.AreSequenceEqual(appended.Order(), claimed.Order());
    }

    [TestMethod]
    public async Task A_lease_that_holds_keeps_others_away()
    {
        var first = Node("first");
        await AppendAsync(first, 3);
        var held = await first.ClaimAsync(2, 100_000, CancellationToken.None);

        var rest = await Node("second").ClaimAsync(10, 100_000, CancellationToken.None);

        Assert.HasCount(2, held!.Activities);
        Assert.HasCount(1, rest!.Activities);
    }

    [TestMethod]
    public async Task While_the_endpoint_is_away_each_retry_counts_what_other_processes_added()
    {
        var first = Node("first");
        await AppendAsync(first, 3);
        var held = await first.ClaimAsync(10, 100_000, CancellationToken.None);
        await AppendAsync(Node("second"), 2);
        Assert.AreEqual(3, first.GetState().Waiting);

        await first.SettleAsync(
            held!,
            [.. held!.Activities.Select(static _ => Settlement.Release)],
            CancellationToken.None
        );

        Assert.AreEqual(5, first.GetState().Waiting);
    }

    [TestMethod]
    public async Task LateComplete_OfLostLease_IsIgnored()
    {
        var slow = Node("slow", RunOut);
        await AppendAsync(slow, 2);
        var lost = await slow.ClaimAsync(2, 100_000, CancellationToken.None);
        var quick = Node("quick");
        var taken = await quick.ClaimAsync(2, 100_000, CancellationToken.None);

        await slow.SettleAsync(lost!, [Settlement.Delivered, Settlement.Delivered], CancellationToken.None);

        Assert.AreEqual((0, 2), (slow.GetState().Delivered, slow.GetState().Waiting));
        await quick.SettleAsync(
            taken!,
            [Settlement.Delivered, Settlement.DeadLetter("invalid-field")],
            CancellationToken.None
        );
        var state = await LookedAsync();
        Assert.AreEqual((2, 1, 0, 1), (state.Recorded, state.Delivered, state.Waiting, state.DeadLetters));
    }

    [TestMethod]
    public async Task All_nodes_count_under_one_name_and_go_on_with_its_numbers()
    {
        var first = Node("first");
        await AppendAsync(first, 1);
        var second = Node("second");
        await AppendAsync(second, 1);

        var one = await first.ClaimAsync(1, 100_000, CancellationToken.None);
        var two = await second.ClaimAsync(1, 100_000, CancellationToken.None);

        Assert.AreEqual(one!.Source, two!.Source);
        Assert.AreEqual((1, 2), (one.Activities[0].Sequence, two.Activities[0].Sequence));
    }

    [TestMethod]
    public async Task What_belongs_to_another_instance_is_neither_claimed_nor_counted()
    {
        await AppendAsync(Node("node"), 1);
        var other = Database.Outbox(Provider, Some.Options(options => options.ClientInstanceId = "globex-prod"), _time);

        Assert.IsNull(await other.ClaimAsync(1, 100_000, CancellationToken.None));
        Assert.AreEqual(0, other.GetState().Waiting);
    }

    [TestMethod]
    public async Task Without_tables_nothing_is_recorded_and_nothing_thrown_and_with_them_it_goes_on()
    {
        var node = Node("node");
        await RenameAsync("blueshift_outbox", "away");

        var refused = await node.AppendAsync(Encoded(1));
        var isMissing = node.GetState().IsMissing;
        await RenameAsync("away", "blueshift_outbox");
        var early = await node.AppendAsync(Encoded(1));
        _time.Advance(TimeSpan.FromMinutes(1));
        var taken = await node.AppendAsync(Encoded(1));

        Assert.AreEqual(RefusalReason.OutboxMissing, refused.Single());
        Assert.IsTrue(isMissing);
        Assert.AreEqual(RefusalReason.OutboxMissing, early.Single(), "It is looked for once a minute.");
        Assert.AreEqual(RefusalReason.None, taken.Single());
        Assert.IsFalse(node.GetState().IsMissing);
    }

    private OutboxBuffer Node(string name, TimeSpan? lease = null) =>
        Database.Outbox(Provider, Some.Options(), _time, name, lease);

    // As a process sees it that begins now.
    private async Task<BufferState> LookedAsync()
    {
        var node = Node("looking");
        await node.OpenAsync(CancellationToken.None);
        return node.GetState();
    }

    private async Task RenameAsync(string from, string to)
    {
        await using var command = Database.CreateCommand($"ALTER TABLE {from} RENAME TO {to}");
        await command.ExecuteNonQueryAsync();
    }

    private async Task<IReadOnlyList<Guid>> AppendAsync(OutboxBuffer node, int count)
    {
        var encoded = Encoded(count);
        Assert.IsTrue((await node.AppendAsync(encoded)).All(refusal => refusal == RefusalReason.None));
        return encoded.Select(one => one.Id).ToList();
    }

    private List<EncodedActivity> Encoded(int count)
    {
        var encoder = new ActivityEncoder(Some.Options(), _time);
        return Enumerable.Range(0, count).Select(number => encoder.Encode(Some.Activity($"user-{number}"))).ToList();
    }

    private static async Task DrainAsync(OutboxBuffer node, ConcurrentBag<Guid> claimed)
    {
        while (await node.ClaimAsync(37, 100_000, CancellationToken.None) is { } claim)
        {
            foreach (var one in claim.Activities)
            {
                claimed.Add(one.Id);
            }
            await node.SettleAsync(
                claim,
                Enumerable.Repeat(Settlement.Delivered, claim.Activities.Count).ToArray(),
                CancellationToken.None
            );
        }
    }
}
