using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Files;

/// <summary>Faults, hangs, locks, room and counts of the model.</summary>
[TestClass]
public sealed class CrashingFileSystemFaultTests
{
    private static readonly byte[] First = [1, 2, 3, 4];
    private static readonly byte[] Second = [5, 6, 7, 8];

    private readonly CrashingFileSystem disk = new();

    public CrashingFileSystemFaultTests() => disk.Put("/a/file", First);

    [TestMethod]
    public void An_operation_that_fails_changes_nothing_and_the_next_succeeds()
    {
        disk.FailAt(1, StorageFault.NoPermission);

        Assert.AreEqual(StorageFault.NoPermission, Faults.Of(() => disk.Delete("/a/file")));
        Assert.AreSequenceEqual(["/a/file"], disk.Paths);

        disk.Delete("/a/file");
        Assert.IsEmpty(disk.Paths);
    }

    [TestMethod]
    public void A_fault_for_ever_ends_with_the_order_to_fail_no_more()
    {
        disk.FailAt(2, StorageFault.NoSpace, forEver: true);

        disk.CreateFolder("/b");
        Assert.AreEqual(StorageFault.NoSpace, Faults.Of(() => disk.CreateFolder("/c")));
        Assert.AreEqual(StorageFault.NoSpace, Faults.Of(() => disk.CreateFolder("/c")));

        disk.FailNoMore();
        disk.CreateFolder("/c");
    }

    [TestMethod]
    public void Calls_fail_by_their_name_and_path()
    {
        disk.Fail((name, path) => name == nameof(IFileSystem.OpenRead) && path == "/a/file", StorageFault.NoPermission);

        Assert.AreEqual(StorageFault.NoPermission, Faults.Of(() => disk.OpenRead("/a/file")));
        disk.OpenWrite("/a/file").Dispose();
    }

    [TestMethod]
    public void A_failed_write_leaves_half_its_bytes()
    {
        using var file = disk.OpenWrite("/a/file");
        disk.FailAt(1, StorageFault.Io);

        Assert.AreEqual(StorageFault.Io, Faults.Of(() => file.Write(4, Second)));

        Assert.AreSequenceEqual(new byte[] { 1, 2, 3, 4, 5, 6 }, disk.ReadAllBytes("/a/file"));
    }

    [TestMethod]
    public void A_later_flush_does_not_write_what_a_failed_one_did_not()
    {
        using var file = disk.OpenWrite("/a/file");
        file.Write(4, Second);
        disk.FailAt(2, StorageFault.Io);
        Assert.AreEqual(StorageFault.Io, Faults.Of(file.Flush));

        file.Flush();

        Assert.HasCount(8, disk.ReadAllBytes("/a/file"));
        Assert.AreSequenceEqual(First, disk.ReadDurableBytes("/a/file"));
        Assert.AreSequenceEqual(First, disk.Restart(CrashMode.TornAtLastByte).ReadAllBytes("/a/file"));
        Assert.AreEqual(1, disk.Flushes);
    }

    [TestMethod]
    public void What_a_failed_flush_did_not_write_may_all_the_same_be_found_after_a_crash()
    {
        using var file = disk.OpenWrite("/a/file");
        file.Write(4, Second);
        disk.FailAt(2, StorageFault.Io);
        Assert.AreEqual(StorageFault.Io, Faults.Of(file.Flush));

        var lengths = Enumerable
            .Range(0, 40)
            .Select(seed => disk.Restart(CrashMode.Random, seed).ReadAllBytes("/a/file").Length)
            .ToList();

        Assert.Contains(4, lengths);
        Assert.Contains(8, lengths);
    }

    [TestMethod]
    public void A_later_flush_of_a_folder_does_not_write_what_a_failed_one_did_not()
    {
        disk.Rename("/a/file", "/a/other");
        disk.FailAt(2, StorageFault.Io);
        Assert.AreEqual(StorageFault.Io, Faults.Of(() => disk.FlushFolder("/a")));

        disk.FlushFolder("/a");

        Assert.AreSequenceEqual(["/a/file"], disk.Restart(CrashMode.TornAtZero).Paths);
    }

    [TestMethod]
    public async Task A_hanging_call_goes_on_when_it_is_let_go_and_others_go_on_meanwhile()
    {
        using var file = disk.OpenWrite("/a/file");
        disk.HangWhen((name, _) => name == nameof(IStorageFile.Write));
        var write = Task.Run(() => file.Write(4, Second));
        await disk.WaitUntilHangingAsync();

        disk.CreateFolder("/b");
        Assert.AreSequenceEqual(First, disk.ReadAllBytes("/a/file"));

        disk.Resume();
        await write;
        Assert.HasCount(8, disk.ReadAllBytes("/a/file"));
    }

    [TestMethod]
    public async Task A_call_that_hangs_when_power_is_lost_fails_and_changes_nothing()
    {
        disk.HangAt(1);
        var deletion = Task.Run(() => disk.Delete("/a/file"));
        await disk.WaitUntilHangingAsync();

        var after = disk.Restart(CrashMode.EverythingWritten);

        var thrown = await Assert.ThrowsExactlyAsync<StorageFaultException>(() => deletion);
        Assert.AreEqual(StorageFault.Io, thrown.Fault);
        Assert.AreSequenceEqual(["/a/file"], after.Paths);
    }

    [TestMethod]
    public void A_write_beyond_the_capacity_leaves_what_fits()
    {
        disk.Capacity = 6;
        using var file = disk.OpenWrite("/a/file");

        Assert.AreEqual(2, ((IFileSystem)disk).FreeBytes("/a"));
        Assert.AreEqual(StorageFault.NoSpace, Faults.Of(() => file.Write(4, Second)));
        Assert.AreSequenceEqual(new byte[] { 1, 2, 3, 4, 5, 6 }, disk.ReadAllBytes("/a/file"));

        file.Write(0, Second);
        Assert.AreSequenceEqual(new byte[] { 5, 6, 7, 8, 5, 6 }, disk.ReadAllBytes("/a/file"));
    }

    [TestMethod]
    public void The_free_bytes_are_what_a_test_says()
    {
        disk.FreeBytes = 17;

        Assert.AreEqual(17, ((IFileSystem)disk).FreeBytes("/a"));
    }

    [TestMethod]
    public void A_lock_of_a_dead_process_is_free_and_its_late_release_takes_nothing_from_the_next()
    {
        var first = disk.TryLock("/a/lock");
        Assert.IsNull(disk.TryLock("/a/lock"));

        disk.ReleaseAllLocks();
        using var second = disk.TryLock("/a/lock");
        first!.Dispose();

        Assert.IsNotNull(second);
        Assert.IsNull(disk.TryLock("/a/lock"));
    }

    [TestMethod]
    public void Where_locks_do_not_work_two_hold_one()
    {
        disk.LocksWork = false;

        using var first = disk.TryLock("/a/lock");
        using var second = disk.TryLock("/a/lock");

        Assert.IsNotNull(first);
        Assert.IsNotNull(second);
    }

    [TestMethod]
    public void Calls_that_change_or_flush_are_numbered_and_others_are_counted_apart()
    {
        using var file = disk.Create("/a/new");
        file.Write(0, First);
        file.Flush();
        disk.FlushFolder("/a");
        disk.Rename("/a/new", "/a/renamed");
        disk.TryLink("/a/renamed", "/a/linked");
        disk.Delete("/a/linked");
        disk.CreateFolder("/b");
        disk.DeleteFolder("/b");
        disk.TryLock("/a/lock")!.Dispose();
        Assert.AreEqual((10, 0), (disk.Operations, disk.Reads));

        disk.TryLock("/a/lock")!.Dispose();
        disk.OpenRead("/a/file").Dispose();
        _ = file.Length;
        file.Read(0, new byte[1]);
        disk.List("/a");
        Assert.AreEqual((10, 5), (disk.Operations, disk.Reads));
    }

    [TestMethod]
    public void A_file_that_is_opened_for_writing_again_is_told()
    {
        disk.Create("/a/once").Dispose();
        disk.Create("/a/twice").Dispose();
        disk.OpenRead("/a/once").Dispose();
        disk.OpenWrite("/a/twice").Dispose();

        Assert.AreSequenceEqual(["/a/twice"], disk.OpenedForWritingTwice);
    }

    [TestMethod]
    public void A_flipped_bit_stays_flipped_after_a_crash()
    {
        disk.FlipBit("/a/file", 3, bit: 1);

        Assert.AreSequenceEqual(
            new byte[] { 1, 2, 3, 6 },
            disk.Restart(CrashMode.NothingUnflushed).ReadAllBytes("/a/file")
        );
    }

    [TestMethod]
    public void A_copied_folder_lives_apart_from_the_first()
    {
        disk.CopyFolder("/a", "/copy/of");
        disk.Overwrite("/a/file", 0, Second);

        Assert.AreSequenceEqual(First, disk.Restart(CrashMode.NothingUnflushed).ReadAllBytes("/copy/of/file"));
    }
}
