using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>How far an erasure reaches: other journals, stray files, side journals that rotted, keys that are missing.</summary>
[TestClass]
public sealed class JournalErasureReachTests
{
    private const string OldHost = "tracking.vendor.example";
    private const string NewHost = "tracking.new.example";

    private readonly ObservedTimeProvider _time = new();
    private readonly CrashingFileSystem _files;

    public JournalErasureReachTests()
    {
        _files = new CrashingFileSystem(_time);
        _files.CreateFolder(Some.Folder);
    }

    [TestMethod]
    [DataRow("acme-production", OldHost, 0, 1)]
    [DataRow(Some.InstanceId, NewHost, 1, 0)]
    public async Task What_waits_under_another_instance_is_not_reached_and_under_another_endpoint_is_erased(
        string id,
        string host,
        int erased,
        int unreached
    )
    {
        await LiveAsync(deliver: false, "ada");
        await using var bench = Bench(id, host);
        await bench.RecordAsync("ben");

        var found = await bench.EraseAsync("ada");

        Assert.AreEqual((erased, unreached, unreached == 0), (found.Erased, found.Unreached, found.IsComplete));
        Assert.AreEqual(erased == 1, await bench.TracesAsync("ada") == 0);
    }

    [TestMethod]
    public async Task Another_instance_s_journal_with_nothing_left_in_it_does_not_matter()
    {
        await LiveAsync(deliver: true, "ada");
        await using var bench = Bench("acme-production", OldHost);
        await bench.RecordAsync("ben");

        Assert.IsTrue((await bench.EraseAsync("ada")).IsComplete);
    }

    [TestMethod]
    public async Task Another_instance_s_dead_letters_are_not_reached()
    {
        await using (var old = new PersonBench(_files, _time))
        {
            await old.RecordAsync("ada");
            await old.SettleAsync(await old.ClaimAsync(), Settlement.DeadLetter("invalid-field"));
        }
        await using var bench = Bench("acme-production", OldHost);
        await bench.RecordAsync("ben");

        Assert.AreEqual(1, (await bench.EraseAsync("ada")).Unreached);
    }

    [TestMethod]
    public async Task Where_locks_do_not_work_the_folders_of_others_are_not_reached()
    {
        await LiveAsync(deliver: false, "ada");
        await using var buffer = new TestJournal(_files, Some.Folder, _time) { LocksWork = false }.Start();
        await buffer.OpenAsync(CancellationToken.None);

        var found = await buffer.Archive.EraseAsync(_ => true, CancellationToken.None);

        Assert.AreEqual((0, 1, false), (found.Erased, found.Unreached, found.IsComplete));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_stray_copy_of_a_segment_that_is_gone_can_be_read_no_more(bool hasHeader)
    {
        await using var bench = new PersonBench(_files, _time);
        await bench.RecordAsync("ada");
        var segment = bench.Journal.Segments()[0];
        var copy = _files.ReadAllBytes(segment);
        await RecordInNewSegmentAsync(bench, "ben");
        await bench.SettleAsync(await bench.ClaimAsync(1), Settlement.Delivered);
        Assert.IsNull(_files.KindOf(segment), "Of its epoch the other segment alone is left.");
        var epochs = bench.Epochs;
        if (!hasHeader)
        {
            copy.AsSpan(0, 40).Clear();
        }
        _files.Put(segment.Replace("0000000001", "0000000007", StringComparison.Ordinal), copy);
        _files.Put(segment.Replace("0000000001", "0000000008", StringComparison.Ordinal), copy.AsSpan(0, 10));
        _files.Put(Path.GetDirectoryName(epochs[0]) + "/notes.key", "hello"u8);

        var found = await bench.EraseAsync("ada");

        Assert.IsTrue(found.IsComplete);
        Assert.IsEmpty(bench.Epochs.Intersect(epochs));
        Assert.AreSequenceEqual([2L], (await bench.DrainAsync()).Select(one => one.Activity.Sequence));
    }

    [TestMethod]
    public async Task What_was_parked_under_a_key_that_is_missing_is_not_reached_until_it_is_back()
    {
        const string Key = Some.Folder + "/keys/k1.key";
        await using (var before = new PersonBench(_files, _time))
        {
            await before.RecordAsync("ada");
            await before.SettleAsync(
                await before.ClaimAsync(),
                Settlement.Park(_time.GetUtcNow().AddHours(1), "deferred")
            );
        }
        _files.Put(Some.Folder + "/keys/k2.key", KeyFiles.Bytes(9));
        await LiveAsync(deliver: true, "ben");
        var key = _files.ReadAllBytes(Key);
        _files.Delete(Key);
        await using var bench = new PersonBench(_files, _time);
        await bench.RecordAsync("cem");

        var first = await bench.EraseAsync("ada");
        await bench.SettleAsync(await bench.ClaimAsync(), Settlement.Park(_time.GetUtcNow().AddHours(1), "deferred"));
        Assert.AreEqual(
            (1, 2),
            (bench.State.Parked, bench.State.Waiting),
            "Nothing is parked where nothing can be read."
        );
        _files.Put(Key, key);
        _time.Advance(TimeSpan.FromSeconds(61));
        var second = await bench.EraseAsync("ada");

        Assert.AreEqual((0, false), (first.Erased, first.IsComplete));
        Assert.AreEqual((1, true), (second.Erased, second.IsComplete));
        Assert.AreEqual(0, await bench.TracesAsync("ada"));
    }

    [TestMethod]
    public async Task A_second_person_is_erased_from_what_the_first_erasure_left()
    {
        await using var bench = new PersonBench(_files, _time);
        await bench.RecordAsync("ada", "ben", "cem");
        await bench.SettleAsync(
            await bench.ClaimAsync(2),
            Settlement.Park(_time.GetUtcNow().AddHours(1), "deferred"),
            Settlement.DeadLetter("invalid-field")
        );
        await bench.EraseAsync("ada");

        var found = await bench.EraseAsync("ben");

        Assert.AreEqual((1, 1, true), (found.DeadLetters, found.Erased, found.IsComplete));
        Assert.AreEqual(0, await bench.TracesAsync("ada") + await bench.TracesAsync("ben"));
        Assert.AreEqual((0, 0, 2), (bench.State.Parked, bench.State.DeadLetters, bench.State.Dropped));
        Assert.AreSequenceEqual([3L], (await bench.DrainAsync()).Select(one => one.Activity.Sequence));
    }

    [TestMethod]
    public async Task Several_of_one_person_that_are_on_their_way_are_all_erased()
    {
        await using var bench = new PersonBench(_files, _time);
        await bench.RecordAsync("ada", "ada", "ben");
        var claim = await bench.ClaimAsync();
        var erasing = bench.EraseAsync("ada").AsTask();
        await _time.PassWaitAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
        await erasing;

        await bench.SettleAsync(claim, Settlement.Release, Settlement.Release, Settlement.Release);

        Assert.AreEqual((2, 1), (bench.State.Dropped, bench.State.Waiting));
        Assert.AreEqual(0, await bench.TracesAsync("ada"));
    }

    [TestMethod]
    public async Task A_dead_letter_that_rotted_may_be_anybody_s_and_is_given_up_as_damaged()
    {
        await using var bench = new PersonBench(_files, _time);
        await bench.RecordAsync("ada", "ben");
        await bench.SettleAsync(await bench.ClaimAsync(), Settlement.DeadLetter("invalid-field"), Settlement.Delivered);
        var letters = _files.Paths.Single(path =>
            path.Contains("/dead", StringComparison.Ordinal) && path.EndsWith(".seg", StringComparison.Ordinal)
        );
        _files.FlipBit(letters, _files.ReadAllBytes(letters).Length - 5);

        await bench.EraseAsync("ada");

        Assert.AreEqual((0, 1), (bench.State.DeadLetters, bench.State.Dropped));
        Assert.AreEqual(DropReason.Damaged, bench.State.GivenUp.LatestDrop);
        Assert.AreEqual(0, await bench.TracesAsync("ada"));
    }

    // A flush that fails once ends a segment; the epoch stays.
    private async Task RecordInNewSegmentAsync(PersonBench bench, string key)
    {
        var flushes = 0;
        _files.Fail(
            (name, path) => name == "Flush" && path.Contains("/log/", StringComparison.Ordinal) && flushes++ == 0,
            StorageFault.Io
        );
        await bench.RecordAsync(key);
        _files.FailNoMore();
    }

    private PersonBench Bench(string instanceId, string host) =>
        new(
            _files,
            _time,
            options => (options.ClientInstanceId, options.Endpoint) = (instanceId, new Uri($"https://{host}"))
        );

    // A process with the settings of before.
    private async Task LiveAsync(bool deliver, params string[] keys)
    {
        await using var bench = new PersonBench(_files, _time);
        await bench.RecordAsync(keys);
        if (deliver)
        {
            await bench.DrainAsync();
        }
    }
}
