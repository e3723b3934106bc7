using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>A key that is not at hand loses nothing (J12): capture goes on under another, and all is delivered once it is back.</summary>
[TestClass]
public sealed class JournalKeyTests
{
    private const string Key = Some.Folder + "/keys/k1.key";

    private static readonly TimeSpan Timeout = new BufferOptions().AppendTimeout;

    private readonly JournalBench _bench = new();

    [TestMethod]
    [DataRow("gone")]
    [DataRow("another")]
    [DataRow("too short")]
    public async Task Without_its_key_a_journal_is_kept_whole_and_delivered_when_the_key_is_back(string fault)
    {
        var old = await _bench.LiveAsync(5);
        var files = Sealed();
        var key = _bench.Disk.ReadAllBytes(Key);
        _bench.Disk.Delete(Key);
        if (fault != "gone")
        {
            _bench.Disk.Put(Key, KeyFiles.Bytes(7, fault == "another" ? 32 : 31));
        }

        var buffer = await _bench.StartAsync();
        var young = await _bench.AppendAsync(buffer, 2);
        var before = buffer.GetState();
        var first = await JournalBench.DeliverAsync(buffer);
        Assert.IsTrue(
            files.All(file => _bench.Disk.ReadAllBytes(file.Path).SequenceEqual(file.Bytes)),
            "Nothing is touched."
        );
        _bench.Disk.Put(Key, key);
        _bench.PassLook();
        var second = await JournalBench.DeliverAsync(buffer);

        Assert.AreEqual((7, 7), (before.Recorded, before.Waiting));
        Assert.AreSequenceEqual(young, first);
        Assert.AreSequenceEqual(old, second);
        Assert.AreEqual(
            (7, 7, 0),
            (buffer.GetState().Recorded, buffer.GetState().Delivered, buffer.GetState().Waiting)
        );
    }

    [TestMethod]
    public async Task Parked_activities_whose_key_is_missing_still_wait_and_are_delivered_when_it_is_back_without_a_restart()
    {
        var parking = await _bench.StartAsync();
        var parked = await _bench.AppendAsync(parking, 1);
        await JournalBench.SettleAsync(parking, Settlement.Park(_bench.Time.GetUtcNow().AddMinutes(5), "deferred"));
        await parking.DisposeAsync();
        _bench.Disk.Put(Some.Folder + "/keys/k2.key", KeyFiles.Bytes(9));
        var young = await _bench.LiveAsync(1);
        var key = _bench.Disk.ReadAllBytes(Key);
        _bench.Disk.Delete(Key);

        var buffer = await _bench.StartAsync();
        _bench.Time.Advance(TimeSpan.FromMinutes(10));
        var first = await JournalBench.DeliverAsync(buffer);
        var between = buffer.GetState();
        using var source = new CancellationTokenSource();
        var wait = buffer.WaitAsync(source.Token).AsTask();
        Assert.IsFalse(wait.IsCompleted, "Nothing is claimable, and nobody goes round in circles.");
        _bench.Disk.Put(Key, key);
        _bench.PassLook();
        await wait;
        var second = await JournalBench.DeliverAsync(buffer);

        Assert.AreSequenceEqual(young, first);
        Assert.AreEqual((1, 1), (between.Waiting, between.Parked));
        Assert.AreSequenceEqual(parked, second);
        Assert.AreEqual((2, 0), (buffer.GetState().Delivered, buffer.GetState().Dropped));
    }

    [TestMethod]
    public async Task A_provider_that_answers_late_refuses_until_it_does()
    {
        var provider = new SlowKeyProvider();
        var bench = new JournalBench(keys: provider);
        var buffer = await bench.StartAsync();

        var append = buffer.AppendAsync(bench.Next(1));
        await bench.Time.PassWaitAsync(Timeout, Timeout);
        await bench.Time.PassWaitUnmovedAsync(Timeout, Timeout);
        Assert.AreEqual(RefusalReason.KeyUnavailable, (await append).Single());
        provider.Answer();

        var later = bench.Next(1);
        for (var answer = RefusalReason.KeyUnavailable; answer != RefusalReason.None; )
        {
            // The commit that waited for the key ends on a thread of its own.
            await Task.Yield();
            answer = (await buffer.AppendAsync(later)).Single();
            Assert.IsTrue(answer is RefusalReason.None or RefusalReason.KeyUnavailable);
        }
        Assert.HasCount(1, await JournalBench.DeliverAsync(buffer));
    }

    [TestMethod]
    public async Task A_provider_that_throws_refuses_and_tells_nothing_of_what_it_said()
    {
        var provider = new SlowKeyProvider { Fault = new InvalidOperationException("secret-42") };
        var bench = new JournalBench(keys: provider);
        var buffer = await bench.StartAsync();

        var refused = await buffer.AppendAsync(bench.Next(1));
        provider.Fault = null;
        provider.Answer();
        var recorded = await buffer.AppendAsync(bench.Next(1));

        Assert.AreEqual(RefusalReason.KeyUnavailable, refused.Single());
        Assert.AreEqual(RefusalReason.None, recorded.Single());
        Assert.DoesNotContain("secret-42", string.Concat(bench.Journal.Log.Collector.GetSnapshot()));
    }

    [TestMethod]
    [DataRow("NoSpace", RefusalReason.DiskFull)]
    [DataRow("Io", RefusalReason.StorageFault)]
    public async Task A_key_that_cannot_be_put_down_refuses_by_what_the_disk_said(string fault, RefusalReason reason)
    {
        _bench.Disk.Fail(
            (_, path) => path.Contains("/epochs/", StringComparison.Ordinal),
            Enum.Parse<StorageFault>(fault)
        );
        var buffer = await _bench.StartAsync();

        var refused = await buffer.AppendAsync(_bench.Next(1));
        _bench.Disk.FailNoMore();
        _bench.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.AreEqual(reason, refused.Single());
        Assert.AreSequenceEqual(await _bench.AppendAsync(buffer, 1), await JournalBench.DeliverAsync(buffer));
    }

    private List<(string Path, byte[] Bytes)> Sealed() =>
        _bench
            .Disk.Paths.Where(path =>
                path.EndsWith(".seg", StringComparison.Ordinal) || path.Contains("/epochs/", StringComparison.Ordinal)
            )
            .Select(path => (path, _bench.Disk.ReadAllBytes(path)))
            .ToList();
}
