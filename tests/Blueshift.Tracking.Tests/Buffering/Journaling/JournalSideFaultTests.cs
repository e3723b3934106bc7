using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>Side journals on a disk that fails, rots or loses files: what may come back waits, what never can is given up by name.</summary>
[TestClass]
public sealed class JournalSideFaultTests
{
    private readonly JournalBench _bench = new();

    [TestMethod]
    public async Task A_parked_activity_that_the_disk_does_not_give_back_waits_until_it_does()
    {
        var (buffer, id) = await ParkedAsync();
        _bench.Disk.Fail((name, path) => name == "OpenRead" && IsSide(path), StorageFault.Io);

        Assert.IsEmpty(await JournalBench.DeliverAsync(buffer));
        Assert.AreEqual((1, 0), (buffer.GetState().Parked, buffer.GetState().Dropped));
        _bench.Disk.FailNoMore();
        _bench.PassLook();

        Assert.AreSequenceEqual([id], await JournalBench.DeliverAsync(buffer));
    }

    [TestMethod]
    public async Task A_parked_activity_whose_file_vanished_is_given_up_as_damaged()
    {
        var (buffer, _) = await ParkedAsync();
        _bench.Disk.Delete(SideFile);

        await AssertGivenUpAsDamagedAsync(buffer);
    }

    [TestMethod]
    public async Task A_parked_activity_that_rotted_is_given_up_as_damaged()
    {
        var (buffer, _) = await ParkedAsync();
        _bench.Disk.FlipBit(SideFile, _bench.Disk.ReadAllBytes(SideFile).Length - 5);

        await AssertGivenUpAsDamagedAsync(buffer);
    }

    [TestMethod]
    public async Task A_parked_activity_whose_frame_is_no_more_is_given_up_as_damaged()
    {
        var (buffer, _) = await ParkedAsync();
        _bench.Disk.Overwrite(SideFile, 0, new byte[_bench.Disk.ReadAllBytes(SideFile).Length]);

        await AssertGivenUpAsDamagedAsync(buffer);
    }

    [TestMethod]
    public async Task Dead_letters_that_vanished_between_two_processes_are_given_up_as_damaged()
    {
        var (buffer, _) = await DeadLetterAsync();
        await buffer.DisposeAsync();
        _bench.Disk.Delete(SideFile);

        var next = (await _bench.StartAsync()).GetState();

        Assert.AreEqual((0, 1), (next.DeadLetters, next.Dropped));
        Assert.AreEqual((1, DropReason.Damaged), (next.GivenUp.Dropped, next.GivenUp.LatestDrop));
        BufferIdentity.AssertHolds(next);
    }

    [TestMethod]
    public async Task A_dead_letter_that_the_disk_does_not_give_back_is_not_listed_and_stays()
    {
        var (buffer, id) = await DeadLetterAsync();
        _bench.Disk.Fail((name, path) => name == "OpenRead" && IsSide(path), StorageFault.Io);

        Assert.IsEmpty(await buffer.Archive.ListDeadLettersAsync(CancellationToken.None));
        Assert.IsFalse(await buffer.Archive.TryRetryDeadLetterAsync(id, CancellationToken.None));
        _bench.Disk.FailNoMore();

        var letters = await buffer.Archive.ListDeadLettersAsync(CancellationToken.None);
        Assert.AreEqual(id, Assert.ContainsSingle(letters).ActivityId);
    }

    [TestMethod]
    public async Task A_dead_letter_that_cannot_be_parked_stays_where_it_is()
    {
        var (buffer, id) = await DeadLetterAsync();
        _bench.Disk.Fail((name, path) => name == "Create" && IsSide(path), StorageFault.NoSpace);

        Assert.IsFalse(await buffer.Archive.TryRetryDeadLetterAsync(id, CancellationToken.None));

        Assert.AreEqual((1, 0), (buffer.GetState().DeadLetters, buffer.GetState().Parked));
    }

    [TestMethod]
    public async Task A_parked_activity_whose_frame_was_cut_is_given_up_as_damaged()
    {
        var (buffer, _) = await ParkedAsync();
        _bench.Disk.Put(SideFile, _bench.Disk.ReadAllBytes(SideFile).AsSpan(..^5));

        await AssertGivenUpAsDamagedAsync(buffer);
    }

    private string SideFile => _bench.Disk.Paths.Single(IsSide);

    private static bool IsSide(string path) =>
        path.EndsWith(".seg", StringComparison.Ordinal) && !path.Contains("/log/", StringComparison.Ordinal);

    private async Task<(JournalBuffer Buffer, Guid Id)> ParkedAsync()
    {
        var buffer = await _bench.StartAsync();
        var ids = await _bench.AppendAsync(buffer, 1);
        await JournalBench.SettleAsync(buffer, Settlement.Park(_bench.Time.GetUtcNow().AddSeconds(5), "deferred"));
        _bench.Time.Advance(TimeSpan.FromSeconds(10));
        return (buffer, ids[0]);
    }

    private async Task<(JournalBuffer Buffer, Guid Id)> DeadLetterAsync()
    {
        var buffer = await _bench.StartAsync();
        var ids = await _bench.AppendAsync(buffer, 1);
        await JournalBench.SettleAsync(buffer, Settlement.DeadLetter("invalid-field"));
        return (buffer, ids[0]);
    }

    private static async Task AssertGivenUpAsDamagedAsync(JournalBuffer buffer)
    {
        Assert.IsEmpty(await JournalBench.DeliverAsync(buffer));
        var state = buffer.GetState();
        Assert.AreEqual((0, 1, DropReason.Damaged), (state.Parked, state.Dropped, state.GivenUp.LatestDrop));
    }
}
