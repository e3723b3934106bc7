using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>How long what was delivered can still be read on this side: docs/privacy.md says it.</summary>
[TestClass]
public sealed class JournalLeftoverTests
{
    private readonly ObservedTimeProvider _time = new();
    private readonly CrashingFileSystem _files;

    public JournalLeftoverTests()
    {
        _files = new CrashingFileSystem(_time);
        _files.CreateFolder(Some.Folder);
        _files.FlushFolder("/");
    }

    [TestMethod]
    public async Task The_latest_delivered_activities_stay_until_the_first_one_after_a_day_is_delivered()
    {
        await using var bench = new PersonBench(_files, _time);
        await DeliverAsync(bench, "ada");

        _time.Advance(TimeSpan.FromHours(23));
        await DeliverAsync(bench, "ben");
        Assert.AreEqual(1, (await bench.FindAsync("ada")).Settled);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.AreEqual(1, (await bench.FindAsync("ada")).Settled, "Time alone ends nothing.");

        await DeliverAsync(bench, "cem");
        Assert.AreEqual(0, (await bench.FindAsync("ada")).Found);
        Assert.AreEqual(0, await bench.TracesAsync("ada"));
        Assert.AreEqual(1, (await bench.FindAsync("cem")).Settled);
    }

    [TestMethod]
    public async Task Or_until_the_first_one_after_a_start_is_delivered()
    {
        await using (var bench = new PersonBench(_files, _time))
        {
            await DeliverAsync(bench, "ada");
        }
        await using var next = new PersonBench(_files, _time);

        Assert.IsEmpty(await next.DrainAsync());
        Assert.AreEqual(1, (await next.FindAsync("ada")).Settled, "A start alone ends nothing.");

        await DeliverAsync(next, "ben");
        Assert.AreEqual(0, (await next.FindAsync("ada")).Found);
        Assert.AreEqual(0, await next.TracesAsync("ada"));
    }

    private static async Task DeliverAsync(PersonBench bench, string key)
    {
        await bench.RecordAsync(key);
        Assert.HasCount(1, await bench.DrainAsync());
    }
}
