using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Files;

/// <summary>The crash tests of the journal are worth what this model is worth: each mode does what it says.</summary>
[TestClass]
public sealed class CrashingFileSystemCrashTests
{
    private static readonly byte[] First = [1, 2, 3, 4];
    private static readonly byte[] Second = [5, 6, 7, 8];
    private static readonly byte[] Third = [9, 10, 11, 12];

    private static IEnumerable<CrashMode> PowerLosses =>
        Enum.GetValues<CrashMode>().Where(mode => mode != CrashMode.EverythingWritten);

    [TestMethod]
    [DataRow(nameof(CrashMode.NothingUnflushed), new byte[] { 1, 2, 3, 4 })]
    [DataRow(nameof(CrashMode.EverythingWritten), new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 })]
    [DataRow(nameof(CrashMode.TornAtZero), new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 })]
    [DataRow(nameof(CrashMode.TornAtOne), new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 })]
    [DataRow(nameof(CrashMode.TornAtHalf), new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })]
    [DataRow(nameof(CrashMode.TornAtLastByte), new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 })]
    [DataRow(nameof(CrashMode.LaterKept), new byte[] { 1, 2, 3, 4, 0, 0, 0, 0, 9, 10, 11, 12 })]
    [DataRow(nameof(CrashMode.ZeroFilled), new byte[] { 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [DataRow(nameof(CrashMode.RenamesUndone), new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 })]
    public void A_mode_keeps_of_two_unflushed_writes_what_it_says(string mode, byte[] expected)
    {
        var disk = WithFlushedFile();
        using var file = disk.OpenWrite("/a/file");
        file.Write(4, Second);
        file.Write(8, Third);

        var after = disk.Restart(Enum.Parse<CrashMode>(mode));

        Assert.AreSequenceEqual(expected, after.ReadAllBytes("/a/file"));
    }

    [TestMethod]
    public void A_torn_write_in_place_leaves_the_old_bytes_behind_the_cut()
    {
        var disk = WithFlushedFile();
        using var file = disk.OpenWrite("/a/file");
        file.Write(0, Second);

        Assert.AreSequenceEqual(new byte[] { 5, 6, 3, 4 }, disk.Restart(CrashMode.TornAtHalf).ReadAllBytes("/a/file"));
    }

    [TestMethod]
    public void What_was_flushed_survives_every_mode_and_every_seed()
    {
        foreach (var mode in Enum.GetValues<CrashMode>())
        {
            for (var seed = 0; seed < 20; seed++)
            {
                var disk = WithFlushedFile();
                using var file = disk.OpenWrite("/a/file");
                file.Write(4, Second);

                var survivor = disk.Restart(mode, seed).ReadAllBytes("/a/file");

                Assert.AreSequenceEqual(First, survivor[..4], $"{mode}, seed {seed}");
            }
        }
    }

    [TestMethod]
    public void A_flushed_file_in_a_folder_that_was_not_flushed_is_lost()
    {
        var disk = new CrashingFileSystem();
        disk.CreateFolder("/a");
        disk.FlushFolder("/");
        using var file = disk.Create("/a/file");
        file.Write(0, First);
        file.Flush();

        Assert.IsEmpty(disk.Restart(CrashMode.NothingUnflushed).Paths);
        Assert.IsEmpty(disk.Restart(CrashMode.RenamesUndone).Paths);
        Assert.AreSequenceEqual(["/a/file"], disk.Restart(CrashMode.TornAtZero).Paths);
    }

    [TestMethod]
    public void A_flushed_folder_in_a_folder_that_was_not_flushed_is_lost()
    {
        var disk = new CrashingFileSystem();
        disk.CreateFolder("/a/b");
        using var file = disk.Create("/a/b/file");
        file.Flush();
        disk.FlushFolder("/a/b");
        disk.FlushFolder("/a");

        Assert.IsEmpty(disk.Restart(CrashMode.NothingUnflushed).List("/"));
    }

    [TestMethod]
    public void A_rename_that_was_not_flushed_is_undone_and_brings_back_what_it_replaced()
    {
        var disk = WithFlushedFile();
        disk.Put("/a/new", Second);
        disk.Rename("/a/new", "/a/file");

        var undone = disk.Restart(CrashMode.RenamesUndone);
        var kept = disk.Restart(CrashMode.TornAtZero);

        Assert.AreSequenceEqual(First, undone.ReadAllBytes("/a/file"));
        Assert.AreSequenceEqual(Second, undone.ReadAllBytes("/a/new"));
        Assert.AreSequenceEqual(Second, kept.ReadAllBytes("/a/file"));
        Assert.AreSequenceEqual(["/a/file"], kept.Paths);
    }

    [TestMethod]
    public void A_rename_is_kept_whole_or_not_at_all()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var disk = WithFlushedFile();
            disk.Rename("/a/file", "/a/other");

            Assert.HasCount(1, disk.Restart(CrashMode.Random, seed).Paths);
        }
    }

    [TestMethod]
    public void A_deletion_that_was_not_flushed_is_undone_and_a_flushed_one_is_not()
    {
        var disk = WithFlushedFile();
        disk.Delete("/a/file");

        Assert.AreSequenceEqual(First, disk.Restart(CrashMode.NothingUnflushed).ReadAllBytes("/a/file"));

        disk = WithFlushedFile();
        disk.Delete("/a/file");
        disk.FlushFolder("/a");

        Assert.IsTrue(PowerLosses.All(mode => disk.Restart(mode).Paths.Count == 0));
    }

    [TestMethod]
    public void A_link_is_the_same_file_after_a_restart()
    {
        foreach (var mode in new[] { CrashMode.EverythingWritten, CrashMode.TornAtZero })
        {
            var disk = WithFlushedFile();
            disk.TryLink("/a/file", "/a/second");

            var after = disk.Restart(mode);
            using var file = after.OpenWrite("/a/second");
            file.Write(0, Third);

            Assert.AreSequenceEqual(Third, after.ReadAllBytes("/a/file"), $"{mode}");
        }
    }

    [TestMethod]
    public void A_seed_always_comes_to_the_same_end_and_seeds_differ()
    {
        string End(int seed)
        {
            var disk = WithFlushedFile();
            using var file = disk.OpenWrite("/a/file");
            file.Write(4, Second);
            file.Write(8, Third);
            disk.Rename("/a/file", "/a/other");
            var after = disk.Restart(CrashMode.Random, seed);
            return after.Paths[0] + Convert.ToHexString(after.ReadAllBytes(after.Paths[0]));
        }

        var ends = Enumerable.Range(0, 40).Select(End).ToList();

        Assert.AreSequenceEqual(ends, Enumerable.Range(0, 40).Select(End));
        Assert.IsGreaterThan(10, ends.Distinct().Count());
    }

    [TestMethod]
    public void What_a_dead_process_did_not_flush_can_still_be_lost_with_the_power()
    {
        var disk = WithFlushedFile();
        using (var file = disk.OpenWrite("/a/file"))
        {
            file.Write(4, Second);
        }
        var second = disk.Restart(CrashMode.EverythingWritten);
        Assert.HasCount(8, second.ReadAllBytes("/a/file"));

        Assert.AreSequenceEqual(First, second.Restart(CrashMode.NothingUnflushed).ReadAllBytes("/a/file"));

        var third = second.Restart(CrashMode.EverythingWritten);
        using var again = third.OpenWrite("/a/file");
        again.Flush();
        Assert.HasCount(8, third.Restart(CrashMode.NothingUnflushed).ReadAllBytes("/a/file"));
    }

    [TestMethod]
    public void What_follows_a_restart_changes_nothing_of_another_restart_from_the_same_crash()
    {
        var disk = WithFlushedFile();
        foreach (var mode in Enum.GetValues<CrashMode>())
        {
            disk.Restart(mode).Delete("/a/file");
        }

        Assert.AreSequenceEqual(["/a/file"], disk.Restart(CrashMode.EverythingWritten).Paths);
    }

    [TestMethod]
    public void Power_lost_in_the_middle_of_a_write_leaves_it_to_the_mode()
    {
        var disk = WithFlushedFile();
        using var file = disk.OpenWrite("/a/file");
        disk.CrashAt(disk.Operations + 1);

        Assert.AreEqual(StorageFault.Io, Faults.Of(() => file.Write(4, Second)));

        Assert.HasCount(4, disk.Restart(CrashMode.NothingUnflushed).ReadAllBytes("/a/file"));
        Assert.HasCount(6, disk.Restart(CrashMode.TornAtHalf).ReadAllBytes("/a/file"));
    }

    [TestMethod]
    public void Power_lost_in_the_middle_of_a_flush_leaves_the_write_unflushed()
    {
        var disk = WithFlushedFile();
        using var file = disk.OpenWrite("/a/file");
        file.Write(4, Second);
        disk.CrashAt(disk.Operations + 1);

        Assert.AreEqual(StorageFault.Io, Faults.Of(file.Flush));

        Assert.AreSequenceEqual(First, disk.Restart(CrashMode.NothingUnflushed).ReadAllBytes("/a/file"));
    }

    [TestMethod]
    public void Power_lost_after_a_flush_keeps_what_it_wrote()
    {
        var disk = WithFlushedFile();
        using var file = disk.OpenWrite("/a/file");
        file.Write(4, Second);
        disk.CrashAfter(disk.Operations + 1);

        file.Flush();

        Assert.IsTrue(PowerLosses.All(mode => disk.Restart(mode).ReadAllBytes("/a/file").Length == 8));
    }

    [TestMethod]
    public void Without_power_every_call_fails()
    {
        var disk = WithFlushedFile();
        var file = disk.OpenWrite("/a/file");
        disk.CrashAt(disk.Operations + 1);
        Assert.AreEqual(StorageFault.Io, Faults.Of(() => disk.CreateFolder("/b")));

        Action[] calls =
        [
            () => file.Write(0, First),
            file.Flush,
            () => file.Read(0, new byte[1]),
            () => _ = file.Length,
            () => disk.Create("/a/new"),
            () => disk.OpenRead("/a/file"),
            () => disk.OpenWrite("/a/file"),
            () => disk.TryLock("/a/lock"),
            () => disk.CreateFolder("/a/b"),
            () => disk.FlushFolder("/a"),
            () => disk.Rename("/a/file", "/a/new"),
            () => disk.TryLink("/a/file", "/a/new"),
            () => disk.Delete("/a/file"),
            () => disk.DeleteFolder("/a"),
            () => disk.List("/a"),
            () => ((IFileSystem)disk).FreeBytes("/a"),
        ];

        Assert.IsTrue(disk.IsOff);
        Assert.IsTrue(calls.All(call => Faults.Of(call) == StorageFault.Io));
        file.Dispose();
    }

    private static CrashingFileSystem WithFlushedFile()
    {
        var disk = new CrashingFileSystem();
        disk.CreateFolder("/a");
        disk.FlushFolder("/");
        using var file = disk.Create("/a/file");
        file.Write(0, First);
        file.Flush();
        disk.FlushFolder("/a");
        return disk;
    }
}
