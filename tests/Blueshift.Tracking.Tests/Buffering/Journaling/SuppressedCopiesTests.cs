using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>What the endpoint answers as suppressed is erased here too, and nothing else with it.</summary>
[TestClass]
public sealed class SuppressedCopiesTests
{
    private static readonly Settlement Suppressed = Settlement.Drop(DropReason.Suppressed);

    private readonly FakeTimeProvider _time = new();
    private readonly PersonBench _bench;

    public SuppressedCopiesTests()
    {
        var files = new CrashingFileSystem(_time);
        files.CreateFolder(Some.Folder);
        files.FlushFolder("/");
        _bench = new PersonBench(files, _time);
    }

    [TestMethod]
    public async Task The_copy_is_erased_and_others_are_not()
    {
        await _bench.RecordAsync("ada", "ben", "cem");
        await _bench.SettleAsync(await _bench.ClaimAsync(), Suppressed, Settlement.Release, Settlement.Release);
        Assert.IsGreaterThan(0, await _bench.TracesAsync("ada"), "The search itself must find what is there.");

        await PassAsync(TimeSpan.FromSeconds(61));

        Assert.AreEqual(0, await _bench.TracesAsync("ada"));
        Assert.AreEqual((3, 2, 1), (_bench.State.Recorded, _bench.State.Waiting, _bench.State.Dropped));
        BufferIdentity.AssertHolds(_bench.State);
        Assert.AreSequenceEqual([2L, 3L], (await _bench.DrainAsync()).Select(one => one.Activity.Sequence));
    }

    [TestMethod]
    public async Task What_else_waits_of_the_person_is_still_delivered()
    {
        await _bench.RecordAsync("ada", "ada");
        await _bench.SettleAsync(await _bench.ClaimAsync(), Suppressed, Settlement.Release);

        await PassAsync(TimeSpan.FromSeconds(61));

        Assert.AreSequenceEqual([2L], (await _bench.DrainAsync()).Select(one => one.Activity.Sequence));
    }

    [TestMethod]
    public async Task Segments_are_rewritten_for_it_at_most_once_an_hour()
    {
        await _bench.RecordAsync("ada", "ben", "cem");
        await _bench.SettleAsync(await _bench.ClaimAsync(), Suppressed, Settlement.Release, Settlement.Release);
        await PassAsync(TimeSpan.FromSeconds(61));
        await _bench.SettleAsync(await _bench.ClaimAsync(), Suppressed, Settlement.Release);

        await PassAsync(TimeSpan.FromSeconds(61));
        Assert.IsGreaterThan(0, await _bench.TracesAsync("ben"));
        await PassAsync(TimeSpan.FromHours(1));

        Assert.AreEqual(0, await _bench.TracesAsync("ben"));
        Assert.IsGreaterThan(0, await _bench.TracesAsync("cem"));
    }

    [TestMethod]
    public async Task One_whose_segment_is_gone_asks_for_no_rewriting()
    {
        await _bench.RecordAsync("ada");
        await _bench.SettleAsync(await _bench.ClaimAsync(), Suppressed);
        // An erasure begins a new segment, and the next settlement lets the old one go.
        await _bench.EraseAsync("zoe");
        await _bench.RecordAsync("ben");
        await _bench.DrainAsync();
        var epochs = _bench.Epochs;

        await PassAsync(TimeSpan.FromSeconds(61));

        Assert.AreSequenceEqual(epochs, _bench.Epochs);
    }

    // Whoever tells has its turn after the look that the time made due.
    private async Task PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        await _bench.Buffer.Reports.ToldAsync([], CancellationToken.None);
    }
}
