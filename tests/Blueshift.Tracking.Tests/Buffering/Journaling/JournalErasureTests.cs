using System.Text;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>Erases a person from a journal: nothing of them can be read with any key that is left, and nobody else loses anything.</summary>
[TestClass]
public sealed class JournalErasureTests
{
    private readonly ObservedTimeProvider _time = new();
    private readonly CrashingFileSystem _files;
    private readonly PersonBench _bench;

    public JournalErasureTests()
    {
        _files = new CrashingFileSystem(_time);
        _files.CreateFolder(Some.Folder);
        _files.FlushFolder("/");
        _bench = new PersonBench(_files, _time);
    }

    [TestMethod]
    public async Task What_waits_of_a_person_is_given_up_and_can_be_read_nowhere()
    {
        await _bench.RecordAsync("ada", "ben", "ada", "cem");
        var epochs = _bench.Epochs;
        Assert.IsGreaterThan(0, await _bench.TracesAsync("ada"), "The search itself must find what is there.");

        var found = await _bench.EraseAsync("ada");

        Assert.AreEqual((2, 2, 0, true), (found.Waiting, found.Erased, found.OnTheWire, found.IsComplete));
        Assert.AreEqual(0, await _bench.TracesAsync("ada"));
        Assert.IsEmpty(_bench.Epochs.Intersect(epochs), "The old epoch's key must be gone.");
        Assert.AreEqual((4, 2, 2), (_bench.State.Recorded, _bench.State.Waiting, _bench.State.Dropped));
        BufferIdentity.AssertHolds(_bench.State);
        var rest = await _bench.DrainAsync();
        Assert.AreSequenceEqual([2L, 4L], rest.Select(one => one.Activity.Sequence));
        Assert.Contains("ben@customer.example", Encoding.UTF8.GetString(rest[0].Activity.Bytes.Span));
    }

    [TestMethod]
    public async Task What_was_given_up_stays_so_after_a_restart()
    {
        await _bench.RecordAsync("ada", "ben");
        await _bench.EraseAsync("ada");
        await _bench.DisposeAsync();

        await using var next = new PersonBench(_files, _time);

        Assert.AreSequenceEqual([2L], (await next.DrainAsync()).Select(one => one.Activity.Sequence));
        Assert.AreEqual((2, 1, 1), (next.State.Recorded, next.State.Delivered, next.State.Dropped));
    }

    [TestMethod]
    public async Task What_was_delivered_but_is_still_in_a_file_can_no_longer_be_read()
    {
        await _bench.RecordAsync("ada", "ben");
        await _bench.DrainAsync();

        var before = await _bench.FindAsync("ada");
        var found = await _bench.EraseAsync("ada");

        Assert.AreEqual((1, 0), (before.Settled, before.Erased));
        Assert.AreEqual((1, 1, 0), (found.Settled, found.Erased, found.Waiting));
        Assert.AreEqual(0, await _bench.TracesAsync("ada"));
        Assert.AreEqual(0, await _bench.TracesAsync("ben"), "What is settled goes when its segment is rewritten.");
        Assert.AreEqual((2, 0), (_bench.State.Delivered, _bench.State.Dropped));
    }

    [TestMethod]
    public async Task Parked_activities_and_dead_letters_of_the_person_go_and_others_stay()
    {
        await _bench.RecordAsync("ada", "ada", "ben", "ben", "cem");
        await _bench.SettleAsync(
            await _bench.ClaimAsync(4),
            Settlement.Park(_time.GetUtcNow().AddHours(1), "deferred"),
            Settlement.DeadLetter("invalid-field"),
            Settlement.Park(_time.GetUtcNow().AddHours(1), "deferred"),
            Settlement.DeadLetter("invalid-field")
        );

        var found = await _bench.EraseAsync("ada");

        Assert.AreEqual((1, 1, 2, true), (found.Waiting, found.DeadLetters, found.Erased, found.IsComplete));
        Assert.AreEqual(0, await _bench.TracesAsync("ada"));
        Assert.AreEqual(
            (1, 1, 2, 2),
            (_bench.State.Parked, _bench.State.DeadLetters, _bench.State.Dropped, _bench.State.Waiting)
        );
        BufferIdentity.AssertHolds(_bench.State);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.AreSequenceEqual([3L, 5L], (await _bench.DrainAsync()).Select(one => one.Activity.Sequence));
    }

    [TestMethod]
    public async Task It_waits_for_a_request_under_way_and_nothing_is_claimed_meanwhile_while_recording_goes_on()
    {
        await _bench.RecordAsync("ada", "ben", "cem");
        var claim = await _bench.ClaimAsync(1);

        var erasing = _bench.EraseAsync("ada").AsTask();
        await _time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));

        Assert.IsNull(await _bench.Buffer.ClaimAsync(1, 100_000, CancellationToken.None));
        await _bench.RecordAsync("dee");
        Assert.IsFalse(erasing.IsCompleted);
        await _bench.SettleAsync(claim, Settlement.Delivered);
        var found = await erasing;
        Assert.AreEqual((1, 0, true), (found.OnTheWire, found.Waiting, found.IsComplete));
        Assert.AreEqual(0, await _bench.TracesAsync("ada"));
        Assert.AreEqual((1, 0), (_bench.State.Delivered, _bench.State.Dropped));
        Assert.HasCount(3, await _bench.DrainAsync());
    }

    [TestMethod]
    [DataRow(nameof(SettlementKind.Delivered), 0)]
    [DataRow(nameof(SettlementKind.Park), 1)]
    [DataRow(nameof(SettlementKind.DeadLetter), 1)]
    [DataRow(nameof(SettlementKind.Release), 1)]
    public async Task A_request_that_takes_longer_brings_nothing_of_the_person_back(string kind, int dropped)
    {
        await _bench.RecordAsync("ada", "ben");
        var claim = await _bench.ClaimAsync();
        var found = await EraseWithoutWaitingAsync("ada");

        await _bench.SettleAsync(claim, Settle(kind), Settlement.Delivered);

        Assert.AreEqual((1, true), (found.OnTheWire, found.IsComplete));
        Assert.IsEmpty(await _bench.DrainAsync());
        Assert.AreEqual(0, await _bench.TracesAsync("ada"));
        Assert.AreEqual((dropped, 0), (_bench.State.Dropped, _bench.State.Waiting));
        BufferIdentity.AssertHolds(_bench.State);
    }

    [TestMethod]
    [DataRow(nameof(SettlementKind.Delivered), 0)]
    [DataRow(nameof(SettlementKind.Release), 1)]
    public async Task A_parked_activity_on_its_way_is_a_hole_until_its_verdict_comes(string kind, int dropped)
    {
        await _bench.RecordAsync("ada");
        await _bench.SettleAsync(await _bench.ClaimAsync(), Settlement.Park(_time.GetUtcNow(), "deferred"));
        var claim = await _bench.ClaimAsync();
        await EraseWithoutWaitingAsync("ada");
        Assert.AreEqual((1, 0), (_bench.State.Parked, _bench.State.Dropped));

        await _bench.SettleAsync(claim, Settle(kind));

        Assert.AreEqual(0, await _bench.TracesAsync("ada"));
        Assert.AreEqual((0, dropped, 1 - dropped), (_bench.State.Parked, _bench.State.Dropped, _bench.State.Delivered));
    }

    [TestMethod]
    public async Task A_parked_hole_whose_verdict_never_came_is_given_up_after_a_restart()
    {
        await _bench.RecordAsync("ada");
        await _bench.SettleAsync(await _bench.ClaimAsync(), Settlement.Park(_time.GetUtcNow(), "deferred"));
        await _bench.ClaimAsync();
        await EraseWithoutWaitingAsync("ada");

        await using var next = new PersonBench(_files.Restart(CrashMode.NothingUnflushed), _time);

        Assert.IsEmpty(await next.DrainAsync());
        Assert.AreEqual((0, 1, 0), (next.State.Parked, next.State.Dropped, next.State.Waiting));
    }

    [TestMethod]
    public async Task Copies_of_damaged_segments_are_deleted()
    {
        await _bench.RecordAsync("ada", "ben");
        var journal = Path.GetDirectoryName(Path.GetDirectoryName(_bench.Journal.Segments()[0]))!;
        _files.Put(journal + "/quarantine/0000000001.seg", _files.ReadAllBytes(_bench.Journal.Segments()[0]));

        await _bench.EraseAsync("ada");

        Assert.IsEmpty(_files.Paths.Where(path => path.Contains("/quarantine/", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_journal_with_nothing_to_drain_that_an_earlier_process_left_is_erased_too()
    {
        await using var sibling = new PersonBench(_files, _time);
        await _bench.RecordAsync("ada");
        await sibling.RecordAsync("ben");
        await _bench.DrainAsync();
        await _bench.DisposeAsync();

        var found = await sibling.EraseAsync("ada");

        Assert.AreEqual((1, 1, true), (found.Settled, found.Erased, found.IsComplete));
        Assert.AreEqual(0, await sibling.TracesAsync("ada"));
    }

    [TestMethod]
    public async Task What_another_process_holds_is_not_reached_and_the_answer_says_so()
    {
        await using var sibling = new PersonBench(_files, _time);
        await _bench.RecordAsync("ada");
        await sibling.RecordAsync("ada");

        var found = await sibling.EraseAsync("ada");

        Assert.AreEqual((1, 1, false), (found.Erased, found.Unreached, found.IsComplete));
        Assert.AreEqual(1, _bench.State.Waiting);
    }

    [TestMethod]
    public async Task Whoever_is_not_there_changes_nothing_for_the_others()
    {
        await _bench.RecordAsync("ada", "ben");

        var found = await _bench.EraseAsync("zoe");

        Assert.AreEqual((0, 0, true), (found.Found, found.Erased, found.IsComplete));
        Assert.HasCount(2, await _bench.DrainAsync());
        Assert.AreEqual(0, _bench.State.Dropped);
    }

    [TestMethod]
    public async Task A_full_disk_leaves_it_undone_and_says_so_and_the_next_call_does_it()
    {
        await _bench.RecordAsync("ada", "ben");
        _files.Fail((_, path) => path.EndsWith(".tmp", StringComparison.Ordinal), StorageFault.NoSpace);

        var first = await _bench.EraseAsync("ada");
        _files.FailNoMore();
        var second = await _bench.EraseAsync("ada");

        Assert.AreEqual((1, 0, false), (first.Waiting, first.Erased, first.IsComplete));
        Assert.AreEqual((1, true), (second.Erased, second.IsComplete));
        Assert.AreEqual(0, await _bench.TracesAsync("ada"));
        Assert.HasCount(1, await _bench.DrainAsync());
    }

    [TestMethod]
    public async Task Damage_in_a_rewritten_segment_stays_damage_of_the_same_numbers()
    {
        await _bench.RecordAsync("ada", "ben", "cem");
        var path = _bench.Journal.Segments()[0];
        var second = SegmentHeader.Length + FrameLength(path, SegmentHeader.Length);
        _files.FlipBit(path, second + FrameHeader.Length + 20);

        await _bench.EraseAsync("ada");

        Assert.AreEqual(0, await _bench.TracesAsync("ada"));
        Assert.AreSequenceEqual([3L], (await _bench.DrainAsync()).Select(one => one.Activity.Sequence));
        Assert.AreEqual((3, 1, 2), (_bench.State.Recorded, _bench.State.Delivered, _bench.State.Dropped));
    }

    private int FrameLength(string path, int offset)
    {
        Assert.IsTrue(FrameHeader.TryRead(_files.ReadAllBytes(path).AsSpan(offset), out var frame));
        return frame.TotalLength;
    }

    private Settlement Settle(string kind) =>
        kind switch
        {
            nameof(SettlementKind.Delivered) => Settlement.Delivered,
            nameof(SettlementKind.Park) => Settlement.Park(_time.GetUtcNow(), "deferred"),
            nameof(SettlementKind.DeadLetter) => Settlement.DeadLetter("invalid-field"),
            _ => Settlement.Release,
        };

    private async Task<PersonFindings> EraseWithoutWaitingAsync(string key)
    {
        var erasing = _bench.EraseAsync(key).AsTask();
        await _time.PassWaitAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
        return await erasing;
    }
}
