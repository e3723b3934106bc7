using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>Loses power at every operation of an erasure; repeating it ends it, and nobody else loses anything.</summary>
[TestClass]
public sealed class JournalErasureCrashTests
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(30);

    [TestMethod]
    [DataRow(nameof(CrashMode.NothingUnflushed))]
    [DataRow(nameof(CrashMode.EverythingWritten))]
    [DataRow(nameof(CrashMode.TornAtZero))]
    [DataRow(nameof(CrashMode.TornAtHalf))]
    [DataRow(nameof(CrashMode.LaterKept))]
    [DataRow(nameof(CrashMode.ZeroFilled))]
    [DataRow(nameof(CrashMode.RenamesUndone))]
    [DataRow(nameof(CrashMode.Random))]
    public async Task An_erasure_that_is_cut_short_anywhere_is_finished_by_the_next_one(string mode)
    {
        var (first, last) = await OperationsAsync();
        Assert.IsGreaterThan(15, last - first);
        for (var operation = first; operation <= last; operation++)
        {
            await CrashAndRepeatAsync(Enum.Parse<CrashMode>(mode), operation);
        }
    }

    private static async Task<(int First, int Last)> OperationsAsync()
    {
        var (files, bench) = await FilledAsync(new ObservedTimeProvider());
        var first = files.Operations + 1;
        Assert.IsTrue((await bench.EraseAsync("ada")).IsComplete);
        return (first, files.Operations);
    }

    private static async Task CrashAndRepeatAsync(CrashMode mode, int operation)
    {
        var time = new ObservedTimeProvider();
        var (files, bench) = await FilledAsync(time);
        files.CrashAt(operation);
        await Patience.WithAsync(bench.EraseAsync("ada"), $"{mode} at operation {operation} should end");

        var after = files.Restart(mode, seed: operation);
        await using var next = new PersonBench(after, time);
        var where = $"{mode} at operation {operation}";
        var found = await Patience.WithAsync(next.EraseAsync("ada"), where);

        Assert.IsTrue(found.IsComplete, where);
        Assert.AreEqual(0, await next.TracesAsync("ada"), where);
        BufferIdentity.AssertHolds(next.State);
        time.Advance(Later);
        var rest = await next.DrainAsync();
        Assert.AreSequenceEqual([5L, 6L], rest.Select(one => one.Activity.Sequence).Order(), where);
        Assert.AreEqual((6, 3, 2, 1, 0), Counters(next.State), where);
    }

    private static (long Recorded, long Dropped, long Delivered, long DeadLetters, long Waiting) Counters(
        BufferState state
    ) => (state.Recorded, state.Dropped, state.Delivered, state.DeadLetters, state.Waiting);

    // Of ada one waits, one is parked, one is a dead letter; of the others each too.
    private static async Task<(CrashingFileSystem Files, PersonBench Bench)> FilledAsync(TimeProvider time)
    {
        var files = new CrashingFileSystem(time);
        files.CreateFolder(Some.Folder);
        files.FlushFolder("/");
        var bench = new PersonBench(files, time);
        await bench.RecordAsync("ada", "ada", "ada", "ben", "ben", "ben");
        var later = time.GetUtcNow() + Later;
        var claim = await bench.ClaimAsync();
        await bench.SettleAsync(
            claim,
            Settlement.Park(later, "deferred"),
            Settlement.DeadLetter("invalid-field"),
            Settlement.Release,
            Settlement.DeadLetter("invalid-field"),
            Settlement.Park(later, "deferred"),
            Settlement.Release
        );
        return (files, bench);
    }
}
