using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>With <see cref="BufferDurability.ProcessCrash"/> nothing waits for the disk, and the end of the process is survived.</summary>
[TestClass]
public sealed class JournalDurabilityTests
{
    [TestMethod]
    public async Task Without_a_flush_everything_outlives_a_killed_process()
    {
        var bench = new JournalBench(options => options.Durability = BufferDurability.ProcessCrash);
        var buffer = await bench.StartAsync();
        var ids = (await bench.AppendAsync(buffer, 2)).ToList();
        var flushes = bench.Disk.Flushes;

        ids.AddRange(await bench.AppendAsync(buffer, 2));
        await JournalBench.SettleAsync(buffer, Settlement.DeadLetter("invalid-field"), 1);
        await JournalBench.SettleAsync(buffer, Settlement.Park(bench.Time.GetUtcNow().AddHours(1), "deferred"), 1);
        await JournalBench.DeliverAsync(buffer, 1);
        Assert.AreEqual(flushes, bench.Disk.Flushes);
        bench.Disk.ReleaseAllLocks();
        var next = await bench.StartAsync();

        var state = next.GetState();
        Assert.AreEqual((4, 1, 1, 1), (state.Recorded, state.DeadLetters, state.Parked, state.Delivered));
        bench.Time.Advance(TimeSpan.FromHours(2));
        Assert.AreSequenceEqual([ids[1], ids[3]], await JournalBench.DeliverAsync(next));
    }
}
