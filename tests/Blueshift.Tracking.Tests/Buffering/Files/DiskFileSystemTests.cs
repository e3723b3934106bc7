using System.Runtime.Versioning;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Files;

/// <summary>What the real disk alone has: rights, links, full devices, lock files deleted by others.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Asks for the rights of Unix.")]
public sealed class DiskFileSystemTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DiskFileSystem disk = new();

    public void Dispose() => folder.Dispose();

    [TestMethod]
    public void Files_and_folders_are_for_their_owner_alone()
    {
        disk.CreateFolder(folder.Of("a/b"));
        disk.Create(folder.Of("a/b/file")).Dispose();
        disk.TryLock(folder.Of("a/b/lock"))!.Dispose();

        Assert.AreEqual("0700", Rights("a"));
        Assert.AreEqual("0700", Rights("a/b"));
        Assert.AreEqual("0600", Rights("a/b/file"));
        Assert.AreEqual("0600", Rights("a/b/lock"));
    }

    [TestMethod]
    public void A_folder_that_exists_keeps_its_rights()
    {
        Directory.CreateDirectory(folder.Of("a"), (UnixFileMode)0b111_101_101);

        disk.CreateFolder(folder.Of("a/b"));

        Assert.AreEqual("0755", Rights("a"));
    }

    [TestMethod]
    public void A_link_is_listed_as_other_and_not_followed()
    {
        Directory.CreateDirectory(folder.Of("target"));
        File.WriteAllBytes(folder.Of("target/file"), new byte[7]);
        Directory.CreateSymbolicLink(folder.Of("to-folder"), folder.Of("target"));
        File.CreateSymbolicLink(folder.Of("to-file"), folder.Of("target/file"));
        File.CreateSymbolicLink(folder.Of("to-nothing"), folder.Of("none"));

        var links = disk.List(folder.Path).Where(entry => entry.Name.StartsWith("to-"));

        Assert.AreSequenceEqual(
            [
                ("to-file", StorageEntryKind.Other, 0L),
                ("to-folder", StorageEntryKind.Other, 0L),
                ("to-nothing", StorageEntryKind.Other, 0L),
            ],
            links.Select(entry => (entry.Name, entry.Kind, entry.Length))
        );
    }

    [TestMethod]
    public void A_lock_file_that_its_last_holder_deletes_is_nobody_s_lock_any_more()
    {
        var path = folder.Of("lock");
        var first = disk.TryLock(path);
        File.Delete(path);

        using var second = disk.TryLock(path);
        first!.Dispose();

        Assert.IsNotNull(second);
        Assert.IsNull(disk.TryLock(path));
    }

    [TestMethod]
    public void A_lock_on_a_file_that_lost_its_name_is_no_lock()
    {
        using var nameless = Nameless("lock");
        Assert.IsFalse(DiskLock.HoldsItsPath(nameless, folder.Of("lock")));

        using var replaced = Nameless("other");
        File.WriteAllBytes(folder.Of("other"), new byte[16]);
        Assert.IsFalse(DiskLock.HoldsItsPath(replaced, folder.Of("other")));
        Assert.IsFalse(replaced.CanRead);
        Assert.IsNull(DiskLock.TryTake(folder.Of("third"), () => Nameless("third")));
    }

    [TestMethod]
    public void A_lock_where_locks_do_not_work_is_given_twice()
    {
        // What DOTNET_SYSTEM_IO_DISABLEFILELOCKING does to every handle of a process.
        using var first = new FileStream(
            folder.Of("lock"),
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.ReadWrite
        );
        using var second = new FileStream(folder.Of("lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

        Assert.IsTrue(DiskLock.HoldsItsPath(first, folder.Of("lock")));
        Assert.IsTrue(DiskLock.HoldsItsPath(second, folder.Of("lock")));
    }

    [TestMethod]
    public void A_full_device_has_no_space()
    {
        if (!File.Exists("/dev/full"))
        {
            Assert.Inconclusive("This system has no device that is always full.");
        }
        using var full = disk.OpenWrite("/dev/full");

        Assert.AreEqual(StorageFault.NoSpace, Faults.Of(() => full.Write(0, [1])));
    }

    [TestMethod]
    public void What_the_rights_forbid_is_told_as_that()
    {
        File.WriteAllBytes(folder.Of("file"), new byte[4]);
        File.SetUnixFileMode(folder.Of("file"), UnixFileMode.None);
        Directory.CreateDirectory(folder.Of("closed"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        using var nobody = new RightsOfNobody();

        Assert.AreEqual(StorageFault.NoPermission, Faults.Of(() => disk.OpenRead(folder.Of("file"))));
        Assert.AreEqual(StorageFault.NoPermission, Faults.Of(() => disk.Create(folder.Of("closed/file"))));
        Assert.AreEqual(StorageFault.NoPermission, Faults.Of(() => disk.CreateFolder(folder.Of("closed/a"))));
    }

    [TestMethod]
    public void A_read_only_file_system_is_told_as_missing_rights()
    {
        var fault = SystemErrors.Fault(new IOException("Read-only file system", hresult: 30));

        Assert.AreEqual(StorageFault.NoPermission, fault.Fault);
    }

    [TestMethod]
    [DataRow(28)]
    [DataRow(122)]
    public void A_full_disk_and_a_full_quota_are_told_as_no_space(int number) =>
        Assert.AreEqual(StorageFault.NoSpace, SystemErrors.Fault(new IOException("full", number)).Fault);

    [TestMethod]
    public void Where_files_have_no_second_name_a_copy_stands_in_and_never_replaces()
    {
        File.WriteAllText(folder.Of("first"), "first");
        File.WriteAllText(folder.Of("third"), "third");

        Assert.IsTrue(DiskFileSystem.TryCopy(folder.Of("first"), folder.Of("second")));
        Assert.IsFalse(DiskFileSystem.TryCopy(folder.Of("third"), folder.Of("second")));

        Assert.AreEqual("first", File.ReadAllText(folder.Of("second")));
        Assert.AreEqual("0600", Rights("second"));
        Assert.AreEqual(
            StorageFault.NotFound,
            Faults.Of(() => DiskFileSystem.TryCopy(folder.Of("none"), folder.Of("fourth")))
        );
    }

    [TestMethod]
    public void A_path_that_can_be_none_is_told_as_a_fault_of_the_seam() =>
        Assert.AreEqual(StorageFault.Io, Faults.Of(() => disk.OpenRead(folder.Of("a\0b"))));

    [TestMethod]
    [DynamicData(nameof(Thrown))]
    public void What_the_system_throws_is_told_from_a_mistake_of_ours(Exception exception, bool isOfTheSystem) =>
        Assert.AreEqual(isOfTheSystem, SystemErrors.IsOfTheSystem(exception));

    public static IEnumerable<object[]> Thrown =>
        [
            [new IOException(), true],
            [new UnauthorizedAccessException(), true],
            [new ObjectDisposedException("file"), true],
            [new NotSupportedException(), true],
            [new StorageFaultException(StorageFault.Io), false],
            [new InvalidOperationException(), false],
        ];

    [TestMethod]
    public void A_fault_names_no_path()
    {
        var fault = Assert.ThrowsExactly<StorageFaultException>(() => disk.OpenRead(folder.Of("maria")));

        Assert.DoesNotContain(folder.Path, fault.ToString());
        Assert.DoesNotContain("maria", fault.ToString());
    }

    private string Rights(string name) => "0" + Convert.ToString((int)File.GetUnixFileMode(folder.Of(name)), toBase: 8);

    private FileStream Nameless(string name)
    {
        var stream = new FileStream(folder.Of(name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        File.Delete(folder.Of(name));
        return stream;
    }
}
