using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>Bytes rot and files vanish: what can never be read is given up by its numbers, and all else is delivered.</summary>
[TestClass]
public sealed class JournalDamageTests
{
    private const int InSealedBytes = SegmentHeader.Length + FrameHeader.Length + 20;

    private readonly JournalBench _bench = new();

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    public async Task A_frame_that_rotted_is_given_up_with_a_copy_and_the_others_are_delivered_J10(int segment)
    {
        var ids = await ThreeSegmentsAsync();
        _bench.Disk.FlipBit(_bench.Segments.ElementAt(segment), InSealedBytes);

        await AssertOnlyIsGivenUpAsync(ids, segment);

        Assert.ContainsSingle(_bench.Disk.Paths.Where(path => path.Contains("/quarantine/", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    public async Task A_segment_whose_header_rotted_is_given_up_and_the_others_are_delivered_J10(int segment)
    {
        var ids = await ThreeSegmentsAsync();
        _bench.Disk.FlipBit(_bench.Segments.ElementAt(segment), 20);

        await AssertOnlyIsGivenUpAsync(ids, segment);
    }

    [TestMethod]
    public async Task A_segment_that_vanished_is_given_up_and_the_others_are_delivered()
    {
        var ids = await ThreeSegmentsAsync();
        _bench.Disk.Delete(_bench.Segments.ElementAt(1));

        await AssertOnlyIsGivenUpAsync(ids, 1);
    }

    [TestMethod]
    public async Task A_flushed_frame_that_rotted_is_damage_also_when_only_the_commit_after_next_vouches_for_it_J10()
    {
        var buffer = await _bench.StartAsync();
        var first = await _bench.AppendAsync(buffer, 1);
        var bulk = await AppendInOneCommitAsync(buffer, 600, 600);
        var last = await _bench.AppendAsync(buffer, 1);
        var path = _bench.Segments.Single();
        var frames = Frames(_bench.Disk.ReadAllBytes(path));
        // One, the one that hung, and then two frames of one commit.
        Assert.AreEqual((2u, 2u, 4u), (frames[2].Header.Flushed, frames[3].Header.Flushed, frames[4].Header.Flushed));

        _bench.Disk.ReleaseAllLocks();
        _bench.Disk.FlipBit(path, frames[2].Offset + InSealedBytes - SegmentHeader.Length);
        var next = await _bench.StartAsync();
        var delivered = await JournalBench.DeliverAsync(next);

        Assert.AreSequenceEqual([.. first, bulk[0], .. bulk.Skip(601), .. last], delivered);
        Assert.AreEqual((1203, 603, 600), Counters(next));
    }

    [TestMethod]
    public async Task What_rotted_at_the_end_of_a_killed_process_is_taken_for_torn_J11()
    {
        var buffer = await _bench.StartAsync();
        var first = await _bench.AppendAsync(buffer, 1);
        await _bench.AppendAsync(buffer, 1);
        var path = _bench.Segments.Single();
        _bench.Disk.ReleaseAllLocks();
        _bench.Disk.FlipBit(path, _bench.Disk.ReadAllBytes(path).Length - 1);

        var next = await _bench.StartAsync();
        var later = await _bench.AppendAsync(next, 1);
        var delivered = await JournalBench.SettleAsync(next, Settlement.Delivered);

        Assert.AreSequenceEqual([.. first, .. later], delivered.Select(one => one.Id));
        Assert.AreSequenceEqual([1L, 2L], delivered.Select(one => one.Sequence));
        Assert.AreEqual((2, 2, 0), Counters(next));
    }

    [TestMethod]
    public async Task A_segment_full_of_zeros_is_given_up_and_the_others_are_delivered()
    {
        var ids = await ThreeSegmentsAsync();
        var path = _bench.Segments.ElementAt(1);
        _bench.Disk.Overwrite(path, 0, new byte[_bench.Disk.ReadAllBytes(path).Length]);

        await AssertOnlyIsGivenUpAsync(ids, 1);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public async Task With_one_torn_slot_the_other_counts_and_at_most_one_settlement_is_sent_again_J16(int slot)
    {
        var ids = await ThreeSegmentsAsync();
        var buffer = await _bench.StartAsync();
        var delivered = (await JournalBench.DeliverAsync(buffer, 2)).Concat(await JournalBench.DeliverAsync(buffer, 2));
        _bench.Disk.ReleaseAllLocks();
        _bench.Disk.FlipBit(Bookmark, (slot * 4096) + 100);

        var next = await _bench.StartAsync();
        var again = await JournalBench.DeliverAsync(next);

        Assert.IsLessThanOrEqualTo(2, delivered.Intersect(again).Count());
        Assert.AreSequenceEqual(ids, delivered.Union(again));
        Assert.AreEqual((15, 15, 0), Counters(next));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Without_a_bookmark_what_is_still_there_is_sent_again_and_side_journals_count(bool isDeleted)
    {
        var ids = await ThreeSegmentsAsync();
        var buffer = await _bench.StartAsync();
        await JournalBench.SettleAsync(buffer, Settlement.DeadLetter("invalid-field"), 1);
        await JournalBench.DeliverAsync(buffer, 2);
        await buffer.DisposeAsync();
        var bookmark = Bookmark;
        if (isDeleted)
        {
            _bench.Disk.Delete(bookmark);
        }
        else
        {
            _bench.Disk.Overwrite(bookmark, 0, new byte[8192]);
        }

        var next = await _bench.StartAsync();
        var again = await JournalBench.DeliverAsync(next);

        Assert.AreSequenceEqual(ids.Skip(1), again);
        Assert.AreEqual(1, next.GetState().DeadLetters);
        Assert.AreEqual((15, 14, 0), Counters(next));
    }

    [TestMethod]
    public async Task What_was_refused_stays_so_although_its_bytes_are_whole_where_it_failed_first()
    {
        var buffer = await _bench.StartAsync();
        var first = await _bench.AppendAsync(buffer, 1);
        var flushes = 0;
        // The frame's; the second one is that of the new segment's header; the frame's again.
        _bench.Disk.Fail((name, path) => name == "Flush" && IsLog(path) && ++flushes is 1 or 3, StorageFault.Io);
        Assert.AreEqual(RefusalReason.StorageFault, (await buffer.AppendAsync(_bench.Next(1))).Single());
        _bench.Disk.FailNoMore();
        var last = await _bench.AppendAsync(buffer, 2);
        Assert.HasCount(2, _bench.Segments, "The segment in between holds nothing, and is gone.");
        _bench.Disk.ReleaseAllLocks();

        var next = await _bench.StartAsync();
        var delivered = await JournalBench.SettleAsync(next, Settlement.Delivered);

        Assert.AreSequenceEqual([.. first, .. last], delivered.Select(one => one.Id));
        Assert.AreSequenceEqual([1L, 2L, 3L], delivered.Select(one => one.Sequence));
        Assert.AreEqual((3, 3, 0), Counters(next));
    }

    [TestMethod]
    public async Task A_damaged_segment_is_copied_only_while_there_is_room_for_copies()
    {
        var ids = await ThreeSegmentsAsync();
        _bench.Disk.FlipBit(_bench.Segments.First(), InSealedBytes);
        var journal = Path.GetDirectoryName(Path.GetDirectoryName(_bench.Segments.First()))!;
        _bench.Disk.Put(journal + "/quarantine/0000000099.seg", new byte[JournalLimits.MaxQuarantineBytes]);

        await AssertOnlyIsGivenUpAsync(ids, 0);

        Assert.ContainsSingle(_bench.Disk.Paths.Where(path => path.Contains("/quarantine/", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task A_segment_that_vanishes_under_a_running_process_is_given_up_and_recording_goes_on()
    {
        var buffer = await _bench.StartAsync();
        await _bench.AppendAsync(buffer, 2);
        _bench.Disk.Delete(_bench.Segments.Single());

        Assert.IsEmpty(await JournalBench.DeliverAsync(buffer));
        Assert.AreEqual((2, 0, 2), Counters(buffer));
        Assert.AreEqual(DropReason.Damaged, buffer.GetState().GivenUp.LatestDrop);
    }

    [TestMethod]
    [DataRow(false, true)]
    [DataRow(true, false)]
    public async Task Without_a_bookmark_s_slot_a_delivered_segment_s_deletion_is_the_record_unless_one_left_the_log(
        bool hasDeadLetter,
        bool isDeleted
    )
    {
        await _bench.LiveAsync(2);
        var segment = _bench.Segments.Single();
        var buffer = await _bench.StartAsync();
        await _bench.AppendAsync(buffer, 1);
        var claim = await buffer.ClaimAsync(2, int.MaxValue, CancellationToken.None);
        _bench.Disk.Fail((_, path) => path == Bookmark, StorageFault.Io);

        var first = hasDeadLetter ? Settlement.DeadLetter("invalid-field") : Settlement.Delivered;
        await buffer.SettleAsync(claim!, [first, Settlement.Delivered], CancellationToken.None);

        Assert.AreEqual(isDeleted, _bench.Disk.KindOf(segment) is null);
    }

    private static bool IsLog(string path) => path.Contains("/log/", StringComparison.Ordinal);

    private string Bookmark => _bench.Disk.Paths.Single(path => path.EndsWith("/bookmark", StringComparison.Ordinal));

    private static (long Recorded, long Delivered, long Dropped) Counters(JournalBuffer buffer) =>
        (buffer.GetState().Recorded, buffer.GetState().Delivered, buffer.GetState().Dropped);

    private static List<(FrameHeader Header, int Offset)> Frames(byte[] segment)
    {
        var frames = new List<(FrameHeader, int)>();
        for (
            var offset = SegmentHeader.Length;
            FrameHeader.TryRead(segment.AsSpan(Math.Min(offset, segment.Length)), out var header);
            offset += header.TotalLength
        )
        {
            frames.Add((header, offset));
        }
        return frames;
    }

    private async Task<IReadOnlyList<Guid>> ThreeSegmentsAsync() =>
        [.. await _bench.LiveAsync(5), .. await _bench.LiveAsync(5), .. await _bench.LiveAsync(5)];

    // What is appended while a flush is under way is one commit.
    private async Task<IReadOnlyList<Guid>> AppendInOneCommitAsync(JournalBuffer buffer, params int[] counts)
    {
        _bench.Disk.HangWhen((name, path) => name == "Flush" && path.Contains("/log/", StringComparison.Ordinal));
        var hanging = Task.Run(() => _bench.AppendAsync(buffer, 1));
        await _bench.Disk.WaitUntilHangingAsync();
        var bulk = counts.Select(count => _bench.Next(count)).ToList();
        var appending = bulk.Select(one => buffer.AppendAsync(one)).ToList();
        _bench.Disk.Resume();
        await Task.WhenAll(appending);
        return [.. await hanging, .. bulk.SelectMany(one => one.Select(activity => activity.Id))];
    }

    private async Task AssertOnlyIsGivenUpAsync(IReadOnlyList<Guid> ids, int segment)
    {
        var buffer = await _bench.StartAsync();
        var delivered = await JournalBench.DeliverAsync(buffer);
        Assert.AreSequenceEqual([.. ids.Take(segment * 5), .. ids.Skip((segment + 1) * 5)], delivered);
        Assert.AreEqual((15, 10, 5), Counters(buffer));
        await buffer.DisposeAsync();

        var next = await _bench.StartAsync();
        var later = await _bench.AppendAsync(next, 1);
        Assert.AreSequenceEqual(later, await JournalBench.DeliverAsync(next));
        Assert.AreEqual((16, 11, 5), Counters(next));
    }
}
