using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Files;

/// <summary>Which folders are refused, which are used all the same, and what is said of them.</summary>
[TestClass]
public sealed class BufferFolderRefusalTests
{
    private const UnixFileMode All = (UnixFileMode)0b111_111_111;
    private const UnixFileMode Group = (UnixFileMode)0b111_111_000;
    private const string Own = "/data/blueshift-tracking";

    private readonly CrashingFileSystem disk = new();
    private readonly FakeFolderEnvironment environment;

    public BufferFolderRefusalTests() => environment = new FakeFolderEnvironment(disk);

    [TestMethod]
    [DataRow("data")]
    [DataRow("./data")]
    [DataRow(" ")]
    public void A_relative_path_is_refused(string path) =>
        Assert.AreEqual("is not an absolute path. Name one", Choose(path).Fault);

    [TestMethod]
    [DataRow("/tmp")]
    [DataRow("/tmp/")]
    [DataRow("/var/tmp")]
    [DataRow("/dev/shm")]
    [DataRow("/data/../tmp")]
    [DataRow("/own/temp")]
    [DataRow("/way/shm")]
    public void The_shared_temporary_folder_is_refused(string path)
    {
        environment.TempPath = "/own/temp/";
        environment.Links["/way"] = "/dev";

        Refused(
            "is the temporary folder that everybody shares and that is emptied. Name a folder on a volume that stays",
            path
        );
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void On_Windows_alone_the_shared_temporary_folder_is_known_in_any_case(bool isWindows)
    {
        environment.IsWindows = isWindows;

        Assert.AreEqual(isWindows, Choose("/TMP").Path is null);
    }

    [TestMethod]
    public void A_folder_below_the_shared_temporary_one_is_used() =>
        Assert.AreEqual("/tmp/demo/blueshift-tracking", Choose("/tmp/demo").Path);

    [TestMethod]
    public void A_link_is_refused()
    {
        environment.Links["/data"] = "/mnt/data";

        Refused("is a link. Name the folder that it leads to");
    }

    [TestMethod]
    public void A_file_is_refused()
    {
        disk.Put("/data", [1]);

        Refused("is a file. Name a folder");
    }

    [TestMethod]
    public void A_link_under_our_own_name_is_refused()
    {
        environment.Links[Own] = "/mnt/data";

        Refused("holds a link or a file under our name. Remove it, or name another folder");
    }

    [TestMethod]
    public void A_file_under_our_own_name_is_refused()
    {
        disk.Put(Own, [1]);

        Refused("holds a link or a file under our name. Remove it, or name another folder");
    }

    [TestMethod]
    public void A_folder_that_everybody_can_write_is_refused()
    {
        Given(All);

        Refused(
            "can be written by every user of the machine. Take that right away from others, or name another folder"
        );
    }

    [TestMethod]
    public void A_folder_that_everybody_can_write_is_used_when_it_is_sticky()
    {
        Given(All | UnixFileMode.StickyBit);

        Assert.AreEqual(Own, Choose("/data").Path);
    }

    [TestMethod]
    public void A_folder_that_everybody_can_write_is_used_when_a_volume_is_mounted_there()
    {
        Given(All);
        environment.Mounted.Add(new MountPoint("/data", "ext4"));

        Assert.AreEqual(Own, Choose("/data").Path);
    }

    [TestMethod]
    public void A_folder_that_its_group_can_write_is_used()
    {
        Given(Group | UnixFileMode.SetGroup);

        Assert.AreEqual(Own, Choose("/data").Path);
    }

    [TestMethod]
    public void What_is_ours_and_was_widened_is_narrowed_again()
    {
        disk.Put(Own + "/keys/one.key", [1]);
        disk.Put(Own + "/instance/journal/segment", [1]);
        string[] widened = [Own, Own + "/keys", Own + "/keys/one.key", Own + "/instance/journal/segment"];
        Array.ForEach(widened, path => environment.Modes[path] = All);

        Assert.IsNotNull(Choose("/data").Path);

        Assert.AreSequenceEqual(
            ["700", "700", "600", "600"],
            widened.Select(path => Convert.ToString((int)environment.Modes[path], toBase: 8))
        );
    }

    [TestMethod]
    public void A_file_system_that_lets_everybody_read_is_refused()
    {
        Given(UnixFileMode.UserWrite);
        disk.CreateFolder(Own);
        environment.Modes[Own] = All;
        environment.CanNarrow = false;

        Refused("is on a file system that lets every user read it. Mount it for its owner alone");
    }

    [TestMethod]
    public void A_folder_of_ours_that_another_user_of_the_group_made_is_used()
    {
        disk.CreateFolder(Own);
        environment.Modes[Own] = Group;
        environment.CanNarrow = false;

        Assert.AreEqual(Own, Choose("/data").Path);
    }

    [TestMethod]
    public void A_read_only_folder_is_refused()
    {
        disk.Fail((name, _) => name == nameof(IFileSystem.CreateFolder), StorageFault.NoPermission);

        Refused(
            "cannot be written by this process: it is read-only, or the rights are missing. Grant them, or name another folder"
        );
    }

    [TestMethod]
    public void A_folder_of_ours_that_became_read_only_is_refused()
    {
        Assert.IsNotNull(Choose("/data").Path);
        disk.Fail((name, _) => name == nameof(IFileSystem.Create), StorageFault.NoPermission);

        Assert.StartsWith("cannot be written", Choose("/data").Fault);
    }

    [TestMethod]
    public void A_full_disk_on_which_our_folder_cannot_be_made_is_refused()
    {
        disk.Fail((name, _) => name == nameof(IFileSystem.CreateFolder), StorageFault.NoSpace);

        Refused("is on a disk that is full. Make room, or name another folder");
    }

    [TestMethod]
    public void A_full_disk_with_our_folder_is_used_so_that_what_waits_there_is_delivered()
    {
        disk.Put(Own + "/waiting", [1]);
        disk.Capacity = 1;

        var choice = Choose("/data");

        Assert.IsNull(choice.Fault);
        Assert.AreEqual(Own, choice.Path);
        Assert.IsTrue(choice.IsFull);
        Assert.IsTrue(choice.LocksWork);
        Assert.AreSequenceEqual([Own + "/waiting"], disk.Paths);
    }

    [TestMethod]
    [DataRow(nameof(IStorageFile.Flush))]
    [DataRow(nameof(IFileSystem.FlushFolder))]
    public void Where_flushing_fails_only_the_end_of_the_process_is_survived(string call)
    {
        disk.Fail((name, _) => name == call, StorageFault.Io);

        var choice = Choose("/data");

        Assert.IsNull(choice.Fault);
        Assert.AreEqual("process", choice.DurabilityWord);
    }

    [TestMethod]
    public void In_memory_only_the_end_of_the_process_is_survived()
    {
        environment.Mounted.Add(new MountPoint("/data", "tmpfs"));

        Assert.AreEqual("process", Choose("/data").DurabilityWord);
    }

    [TestMethod]
    public void Where_a_second_lock_is_given_locks_do_not_work()
    {
        disk.LocksWork = false;

        var choice = Choose("/data");

        Assert.AreEqual(Own, choice.Path);
        Assert.IsFalse(choice.LocksWork);
    }

    [TestMethod]
    public void Where_locking_fails_locks_do_not_work()
    {
        disk.Fail((name, _) => name == nameof(IFileSystem.TryLock), StorageFault.Io);

        Assert.IsFalse(Choose("/data").LocksWork);
    }

    [TestMethod]
    public void A_disk_that_fails_is_refused_and_the_probe_removed_as_far_as_it_goes()
    {
        disk.Fail((name, _) => name == nameof(IFileSystem.Rename), StorageFault.Io);

        Refused("failed when it was tried out. Check the disk, or name another folder");
        Assert.IsEmpty(disk.Paths);
    }

    [TestMethod]
    public void No_complaint_names_a_path()
    {
        disk.Fail((_, _) => true, StorageFault.Io);

        Assert.DoesNotContain("maria", Choose("/home/maria/data").Fault!);
    }

    private void Given(UnixFileMode mode)
    {
        disk.CreateFolder("/data");
        environment.Modes["/data"] = mode;
    }

    private void Refused(string complaint, string folder = "/data")
    {
        var choice = Choose(folder);

        Assert.AreEqual(complaint, choice.Fault);
        Assert.IsNull(choice.Path);
        Assert.AreEqual(FolderSource.Configured, choice.Source);
    }

    private FolderChoice Choose(string? configured) => BufferFolder.Choose(configured, environment, disk);
}
