using System.Runtime.Versioning;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Files;

/// <summary>What the choice of a folder asks, asked of the real system.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Asks for the rights of Unix.")]
public sealed class HostFolderEnvironmentTests : IDisposable
{
    private const UnixFileMode All = (UnixFileMode)0b111_111_111;

    private readonly TemporaryFolder folder = new();
    private readonly HostFolderEnvironment environment = new();

    public void Dispose() => folder.Dispose();

    [TestMethod]
    public void A_file_a_folder_a_link_and_nothing_are_told_apart()
    {
        Directory.CreateDirectory(folder.Of("folder"));
        File.WriteAllBytes(folder.Of("file"), []);
        File.CreateSymbolicLink(folder.Of("link"), folder.Of("folder"));
        File.CreateSymbolicLink(folder.Of("dangling"), folder.Of("none"));

        Assert.AreEqual(StorageEntryKind.Folder, environment.Look(folder.Of("folder")).Kind);
        Assert.AreEqual(StorageEntryKind.File, environment.Look(folder.Of("file")).Kind);
        Assert.AreEqual(StorageEntryKind.Other, environment.Look(folder.Of("link")).Kind);
        Assert.AreEqual(StorageEntryKind.Other, environment.Look(folder.Of("dangling")).Kind);
        Assert.AreEqual(default, environment.Look(folder.Of("none")));
    }

    [TestMethod]
    public void Rights_are_read_and_narrowed()
    {
        Directory.CreateDirectory(folder.Of("folder"));
        File.WriteAllBytes(folder.Of("file"), []);
        File.SetUnixFileMode(folder.Of("folder"), All | UnixFileMode.StickyBit);
        File.SetUnixFileMode(folder.Of("file"), All);
        Assert.AreEqual(All | UnixFileMode.StickyBit, environment.Look(folder.Of("folder")).Mode);

        environment.Narrow(folder.Of("folder"), isFolder: true);
        environment.Narrow(folder.Of("file"), isFolder: false);

        Assert.AreEqual((UnixFileMode)0b111_000_000, environment.Look(folder.Of("folder")).Mode);
        Assert.AreEqual((UnixFileMode)0b110_000_000, environment.Look(folder.Of("file")).Mode);
    }

    [TestMethod]
    public void Narrowing_what_is_gone_is_a_fault_of_the_seam() =>
        Assert.AreEqual(StorageFault.NotFound, Faults.Of(() => environment.Narrow(folder.Of("none"), isFolder: true)));

    [TestMethod]
    public void An_access_list_is_a_matter_of_Windows_alone()
    {
        environment.MakeProtected(folder.Of("none"));

        Assert.IsNull(environment.Look(folder.Of("none")).Kind);
    }

    [TestMethod]
    public void Links_on_the_way_are_followed_to_where_they_lead()
    {
        Directory.CreateDirectory(folder.Of("real/below"));
        File.CreateSymbolicLink(folder.Of("absolute"), folder.Of("real"));
        File.CreateSymbolicLink(folder.Of("relative"), "absolute");

        Assert.AreEqual(environment.Resolve(folder.Of("real/below")), environment.Resolve(folder.Of("relative/below")));
        Assert.AreEqual(environment.Resolve(folder.Of("real/new")), environment.Resolve(folder.Of("absolute/new")));
    }

    [TestMethod]
    public void Links_in_a_circle_end()
    {
        File.CreateSymbolicLink(folder.Of("one"), "two");
        File.CreateSymbolicLink(folder.Of("two"), "one");

        Assert.StartsWith(environment.Resolve(folder.Path), environment.Resolve(folder.Of("one")));
    }

    [TestMethod]
    public void The_root_is_a_mount_point_and_a_new_folder_is_on_some_mount()
    {
        Assert.IsTrue(environment.Mounts().Has("/"));
        Assert.IsFalse(environment.Mounts().Has(folder.Path));
        Assert.IsNotNull(environment.Mounts().Of(folder.Path));
    }

    [TestMethod]
    public void A_folder_on_the_real_disk_is_chosen_made_private_and_left_empty()
    {
        var choice = BufferFolder.Choose(folder.Of("given"), environment, new DiskFileSystem());

        Assert.IsNull(choice.Fault);
        Assert.AreEqual(folder.Of("given/blueshift-tracking"), choice.Path);
        Assert.IsTrue(choice.LocksWork);
        Assert.AreEqual((UnixFileMode)0b111_000_000, File.GetUnixFileMode(choice.Path!));
        Assert.IsEmpty(Directory.EnumerateFileSystemEntries(choice.Path!));
    }

    [TestMethod]
    public void A_folder_on_the_real_disk_that_everybody_can_write_is_refused()
    {
        File.SetUnixFileMode(folder.Path, All);

        Assert.StartsWith(
            "can be written by every user",
            BufferFolder.Choose(folder.Path, environment, new DiskFileSystem()).Fault
        );
    }

    [TestMethod]
    public void A_folder_on_the_real_disk_without_rights_is_refused()
    {
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b101_101_101);
        using var nobody = new RightsOfNobody();

        Assert.StartsWith(
            "cannot be written",
            BufferFolder.Choose(folder.Path, environment, new DiskFileSystem()).Fault
        );
    }

    [TestMethod]
    public void The_real_shared_temporary_folder_is_refused() =>
        Assert.StartsWith(
            "is the temporary folder",
            BufferFolder.Choose(Path.GetTempPath(), environment, new DiskFileSystem()).Fault
        );
}
