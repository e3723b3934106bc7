using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Files;

/// <summary>The disk and the model of it answer alike: what a test of the journal shows on one holds for the other.</summary>
[TestClass]
public sealed class FileSystemContractTests : IDisposable
{
    private static readonly byte[] Bytes = [1, 2, 3, 4];

    private readonly TemporaryFolder folder = new();

    public static IEnumerable<object[]> Both =>
        [
            [true],
            [false],
        ];

    public void Dispose() => folder.Dispose();

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void A_file_that_is_made_is_read_back(bool isReal)
    {
        var disk = Disk(isReal);
        using var file = disk.Create(folder.Of("file"));
        file.Write(2, Bytes);
        file.Flush();
        disk.FlushFolder(folder.Path);

        using var reader = disk.OpenRead(folder.Of("file"));
        var found = new byte[8];
        Assert.AreEqual(6, reader.Length);
        Assert.AreEqual(6, reader.Read(0, found));
        Assert.AreSequenceEqual(new byte[] { 0, 0, 1, 2, 3, 4, 0, 0 }, found);
        Assert.AreEqual(0, reader.Read(6, found));
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void A_file_is_written_in_place(bool isReal)
    {
        var disk = With(isReal, "file");
        using var file = disk.OpenWrite(folder.Of("file"));

        file.Write(1, [9]);

        Assert.AreSequenceEqual(new byte[] { 1, 9, 3, 4 }, Read(disk, "file"));
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void A_name_that_is_taken_is_not_made_again(bool isReal)
    {
        var disk = With(isReal, "file");

        Assert.AreEqual(StorageFault.AlreadyExists, Faults.Of(() => disk.Create(folder.Of("file"))));
        Assert.AreSequenceEqual(Bytes, Read(disk, "file"));
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void What_is_missing_is_not_found(bool isReal)
    {
        var disk = Disk(isReal);

        Assert.AreEqual(StorageFault.NotFound, Faults.Of(() => disk.OpenRead(folder.Of("none"))));
        Assert.AreEqual(StorageFault.NotFound, Faults.Of(() => disk.OpenWrite(folder.Of("none"))));
        Assert.AreEqual(StorageFault.NotFound, Faults.Of(() => disk.Create(folder.Of("none/file"))));
        Assert.AreEqual(StorageFault.NotFound, Faults.Of(() => disk.TryLock(folder.Of("none/lock"))));
        Assert.AreEqual(StorageFault.NotFound, Faults.Of(() => disk.Rename(folder.Of("none"), folder.Of("new"))));
        Assert.AreEqual(StorageFault.NotFound, Faults.Of(() => disk.TryLink(folder.Of("none"), folder.Of("new"))));
        Assert.AreEqual(StorageFault.NotFound, Faults.Of(() => disk.FlushFolder(folder.Of("none"))));
        Assert.IsEmpty(disk.List(folder.Of("none")));
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void Deleting_what_is_gone_is_no_fault(bool isReal)
    {
        var disk = With(isReal, "file");

        disk.Delete(folder.Of("file"));
        disk.Delete(folder.Of("file"));
        disk.Delete(folder.Of("none/file"));
        disk.DeleteFolder(folder.Of("none"));
        disk.DeleteFolder(folder.Of("none/none"));

        Assert.IsEmpty(disk.List(folder.Path));
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void A_folder_is_deleted_only_when_it_is_empty(bool isReal)
    {
        var disk = Disk(isReal);
        disk.CreateFolder(folder.Of("a/b"));

        Assert.AreEqual(StorageFault.Io, Faults.Of(() => disk.DeleteFolder(folder.Of("a"))));

        disk.DeleteFolder(folder.Of("a/b"));
        disk.DeleteFolder(folder.Of("a"));
        Assert.IsEmpty(disk.List(folder.Path));
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void Making_a_folder_that_exists_changes_nothing(bool isReal)
    {
        var disk = With(isReal, "a/file");

        disk.CreateFolder(folder.Of("a"));

        Assert.AreSequenceEqual(Bytes, Read(disk, "a/file"));
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void A_rename_replaces_what_has_the_name(bool isReal)
    {
        var disk = With(isReal, "new");
        disk.Create(folder.Of("old")).Dispose();

        disk.Rename(folder.Of("new"), folder.Of("old"));

        Assert.AreSequenceEqual(Bytes, Read(disk, "old"));
        Assert.HasCount(1, disk.List(folder.Path));
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void A_link_is_a_second_name_and_never_replaces(bool isReal)
    {
        var disk = With(isReal, "first");

        Assert.IsTrue(disk.TryLink(folder.Of("first"), folder.Of("second")));
        Assert.IsFalse(disk.TryLink(folder.Of("first"), folder.Of("second")));
        Assert.AreEqual(
            StorageFault.NotFound,
            Faults.Of(() => _ = disk.TryLink(folder.Of("none"), folder.Of("third")))
        );

        disk.Delete(folder.Of("first"));
        Assert.AreSequenceEqual(Bytes, Read(disk, "second"));
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void A_lock_is_held_by_one_until_it_is_disposed(bool isReal)
    {
        var disk = Disk(isReal);
        var first = disk.TryLock(folder.Of("lock"));

        Assert.IsNotNull(first);
        Assert.IsNull(disk.TryLock(folder.Of("lock")));
        using (var other = disk.TryLock(folder.Of("other")))
        {
            Assert.IsNotNull(other);
        }

        first.Dispose();
        using var second = disk.TryLock(folder.Of("lock"));
        Assert.IsNotNull(second);
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void A_folder_is_listed_by_name_with_kinds_and_lengths(bool isReal)
    {
        var disk = With(isReal, "b");
        disk.CreateFolder(folder.Of("a"));
        disk.Create(folder.Of("C")).Dispose();

        var entries = disk.List(folder.Path).Select(entry => (entry.Name, entry.Kind, entry.Length));

        Assert.AreSequenceEqual(
            [("C", StorageEntryKind.File, 0L), ("a", StorageEntryKind.Folder, 0L), ("b", StorageEntryKind.File, 4L)],
            entries
        );
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void A_deleted_file_lives_on_for_who_has_it_open(bool isReal)
    {
        var disk = With(isReal, "file");
        using var reader = disk.OpenRead(folder.Of("file"));

        disk.Delete(folder.Of("file"));

        Assert.AreEqual(4, reader.Read(0, new byte[8]));
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void A_closed_file_answers_with_a_fault_of_the_seam(bool isReal)
    {
        var disk = Disk(isReal);
        var file = disk.Create(folder.Of("file"));
        file.Dispose();
        file.Dispose();

        Assert.AreEqual(StorageFault.Io, Faults.Of(() => file.Write(0, Bytes)));
        Assert.AreEqual(StorageFault.Io, Faults.Of(() => file.Read(0, new byte[1])));
        Assert.AreEqual(StorageFault.Io, Faults.Of(file.Flush));
        Assert.AreEqual(StorageFault.Io, Faults.Of(() => _ = file.Length));
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void A_file_opened_for_reading_is_not_written(bool isReal)
    {
        var disk = With(isReal, "file");
        using var reader = disk.OpenRead(folder.Of("file"));

        Assert.AreEqual(StorageFault.NoPermission, Faults.Of(() => reader.Write(0, [9])));
        Assert.AreSequenceEqual(Bytes, Read(disk, "file"));
    }

    [TestMethod]
    [DynamicData(nameof(Both))]
    public void There_is_room(bool isReal) => Assert.IsGreaterThan(0, Disk(isReal).FreeBytes(folder.Path));

    private IFileSystem Disk(bool isReal)
    {
        IFileSystem disk = isReal ? new DiskFileSystem() : new CrashingFileSystem();
        disk.CreateFolder(folder.Path);
        return disk;
    }

    private IFileSystem With(bool isReal, string name)
    {
        var disk = Disk(isReal);
        disk.CreateFolder(Path.GetDirectoryName(folder.Of(name))!);
        using var file = disk.Create(folder.Of(name));
        file.Write(0, Bytes);
        return disk;
    }

    private byte[] Read(IFileSystem disk, string name)
    {
        using var file = disk.OpenRead(folder.Of(name));
        var bytes = new byte[file.Length];
        Assert.AreEqual(bytes.Length, file.Read(0, bytes));
        return bytes;
    }
}
