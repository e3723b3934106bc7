using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Buffering.Files;

/// <summary>Which folder is chosen, and from whom.</summary>
[TestClass]
public sealed class BufferFolderTests
{
    private readonly FakeTimeProvider time = new();
    private readonly CrashingFileSystem disk;
    private readonly FakeFolderEnvironment environment;

    public BufferFolderTests()
    {
        disk = new CrashingFileSystem(time);
        environment = new FakeFolderEnvironment(disk);
    }

    [TestMethod]
    public void The_folder_that_is_set_comes_before_all_others()
    {
        environment.Variables["STATE_DIRECTORY"] = "/var/lib/app";
        environment.UserData = "/home/app/.local/share";

        var choice = Choose("/data/");

        Assert.AreEqual(FolderSource.Configured, choice.Source);
        Assert.AreEqual("/data/blueshift-tracking", choice.Path);
        Assert.IsNull(choice.Fault);
        Assert.IsTrue(choice.LocksWork);
        Assert.AreEqual("power-loss", choice.DurabilityWord);
    }

    [TestMethod]
    public void The_folder_is_made_with_those_above_it_and_survives_a_power_cut()
    {
        var choice = Choose("/data/app/buffer");

        var after = disk.Restart(CrashMode.NothingUnflushed);
        Assert.AreEqual(StorageEntryKind.Folder, after.KindOf(choice.Path!));
    }

    [TestMethod]
    public void A_probe_leaves_nothing_behind_and_removes_what_a_killed_one_left()
    {
        disk.Put("/data/blueshift-tracking/probe-0-renamed", [0]);
        disk.Put("/data/blueshift-tracking/other", [0]);
        time.Advance(TimeSpan.FromHours(2));

        Choose("/data");

        Assert.AreSequenceEqual(["/data/blueshift-tracking/other"], disk.Paths);
    }

    [TestMethod]
    public void A_probe_of_another_living_process_is_left_to_it()
    {
        disk.Put("/data/blueshift-tracking/probe-0", [0]);

        Choose("/data");

        Assert.AreSequenceEqual(["/data/blueshift-tracking/probe-0"], disk.Paths);
    }

    [TestMethod]
    [DataRow("/var/lib/app")]
    [DataRow("/var/lib/app:/var/lib/second")]
    public void Without_a_setting_the_first_state_directory_is_taken(string value)
    {
        environment.Variables["STATE_DIRECTORY"] = value;
        environment.UserData = "/home/app/.local/share";

        var choice = Choose("");

        Assert.AreEqual(FolderSource.StateDirectory, choice.Source);
        Assert.AreEqual("/var/lib/app/blueshift-tracking", choice.Path);
    }

    [TestMethod]
    public void A_state_directory_that_systemd_made_a_link_is_followed()
    {
        environment.Variables["STATE_DIRECTORY"] = "/var/lib/app";
        environment.Links["/var/lib/app"] = "/var/lib/private/app";

        Assert.AreEqual("/var/lib/private/app/blueshift-tracking", Choose(null).Path);
    }

    [TestMethod]
    public void A_state_directory_that_does_not_serve_is_refused_and_not_passed_over()
    {
        environment.Variables["STATE_DIRECTORY"] = "relative";
        environment.UserData = "/home/app/.local/share";

        var choice = Choose(null);

        Assert.IsNull(choice.Path);
        Assert.AreEqual(
            "is not set, and the folder in STATE_DIRECTORY is not an absolute path. Name one",
            choice.Fault
        );
    }

    [TestMethod]
    public void Outside_containers_the_user_s_application_data_is_taken()
    {
        environment.UserData = "/home/app/.local/share";

        var choice = Choose(null);

        Assert.AreEqual(FolderSource.UserData, choice.Source);
        Assert.AreEqual("/home/app/.local/share/Blueshift.Tracking", choice.Path);
        Assert.IsEmpty(environment.Protected);
    }

    [TestMethod]
    public void Without_a_home_there_is_no_folder_and_both_ways_out_are_named()
    {
        var choice = Choose(null);

        Assert.AreEqual(FolderSource.None, choice.Source);
        Assert.IsNull(choice.Path);
        Assert.AreEqual(
            "is not set, and this process has no folder of its own. Name a folder on a volume, or use the outbox, which needs none",
            choice.Fault
        );
    }

    [TestMethod]
    public void A_home_that_is_closed_to_the_process_is_passed_over()
    {
        environment.UserData = "/nonexistent/.local/share";
        disk.Fail((_, path) => path.StartsWith("/nonexistent"), StorageFault.NoPermission);

        Assert.AreEqual(FolderSource.None, Choose(null).Source);
    }

    [TestMethod]
    public void A_home_on_a_broken_disk_is_told_and_not_passed_over()
    {
        environment.UserData = "/home/app/.local/share";
        disk.Fail((_, path) => path.StartsWith("/home"), StorageFault.Io);

        var choice = Choose(null);

        Assert.AreEqual(FolderSource.UserData, choice.Source);
        Assert.StartsWith("is not set, and the folder for application data failed", choice.Fault);
    }

    [TestMethod]
    public void On_Windows_the_machine_s_program_data_is_the_last_resort_and_protected()
    {
        environment.IsWindows = true;
        environment.MachineData = "/ProgramData";
        environment.Variables["STATE_DIRECTORY"] = "/not/on/windows";

        var choice = Choose(null);

        Assert.AreEqual(FolderSource.MachineData, choice.Source);
        Assert.AreEqual("/ProgramData/Blueshift.Tracking", choice.Path);
        Assert.AreSequenceEqual(["/ProgramData/Blueshift.Tracking"], environment.Protected);
    }

    [TestMethod]
    [DataRow("DOTNET_RUNNING_IN_CONTAINER", "true")]
    [DataRow("DOTNET_RUNNING_IN_CONTAINER", "1")]
    [DataRow("KUBERNETES_SERVICE_HOST", "10.0.0.1")]
    public void In_a_container_nothing_is_taken_silently(string variable, string value)
    {
        environment.UserData = "/root/.local/share";
        environment.Variables[variable] = value;

        AssertNothingTaken();
    }

    [TestMethod]
    [DataRow("/.dockerenv")]
    [DataRow("/run/.containerenv")]
    public void A_container_is_known_by_the_file_that_its_engine_leaves(string file)
    {
        environment.UserData = "/root/.local/share";
        disk.Put(file, []);

        AssertNothingTaken();
    }

    [TestMethod]
    [DataRow("/data", "ext4", "power-loss")]
    [DataRow("/data", "tmpfs", "container")]
    [DataRow("/data", "ramfs", "container")]
    [DataRow("/elsewhere", "ext4", "container")]
    public void In_a_container_only_a_volume_outlives_it(string mount, string fileSystem, string word)
    {
        environment.Variables["DOTNET_RUNNING_IN_CONTAINER"] = "true";
        environment.Mounted[0] = new MountPoint("/", "overlay");
        environment.Mounted.Add(new MountPoint(mount, fileSystem));

        var choice = Choose("/data");

        Assert.AreEqual("/data/blueshift-tracking", choice.Path);
        Assert.AreEqual(word, choice.DurabilityWord);
    }

    [TestMethod]
    [DataRow("overlay", "container")]
    [DataRow("aufs", "container")]
    [DataRow("fuse.fuse-overlayfs", "container")]
    [DataRow("fuse-overlayfs", "container")]
    [DataRow("btrfs", "power-loss")]
    public void An_image_s_layer_is_told_without_any_other_sign_of_a_container(string root, string word)
    {
        environment.Mounted[0] = new MountPoint("/", root);

        Assert.AreEqual(word, Choose("/data").DurabilityWord);
    }

    [TestMethod]
    public void In_a_container_whose_mounts_cannot_be_read_the_worst_is_reported()
    {
        environment.Variables["DOTNET_RUNNING_IN_CONTAINER"] = "true";
        environment.Mounted.Clear();

        Assert.AreEqual("container", Choose("/data").DurabilityWord);
    }

    [TestMethod]
    public void A_way_through_a_link_is_judged_by_where_it_leads()
    {
        environment.Links["/srv"] = "/mnt/memory";
        environment.Mounted.Add(new MountPoint("/mnt/memory", "tmpfs"));

        Assert.AreEqual("process", Choose("/srv/data").DurabilityWord);
    }

    private void AssertNothingTaken()
    {
        var choice = Choose(null);

        Assert.IsNull(choice.Path);
        Assert.AreEqual(
            "is not set, and nothing outlives a container but a volume. Name a folder on a volume, or use the outbox, which needs none",
            choice.Fault
        );
        Assert.IsNull(disk.KindOf("/root"));
    }

    private FolderChoice Choose(string? configured) => BufferFolder.Choose(configured, environment, disk);
}
