using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Tests.Buffering.Files;

/// <summary>Each system's error numbers are read as that system means them, on whichever system this runs.</summary>
[TestClass]
public sealed class ErrorNumbersTests
{
    [TestMethod]
    // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL and ERROR_DISK_QUOTA_EXCEEDED; ENOSPC and EDQUOT.
    [DataRow("Windows", StorageFault.NoSpace, 39, 112, 1295)]
    [DataRow("Linux", StorageFault.NoSpace, 28, 122)]
    [DataRow("Bsd", StorageFault.NoSpace, 28, 69)]
    // ERROR_ACCESS_DENIED and ERROR_WRITE_PROTECT; EPERM, EACCES and EROFS.
    [DataRow("Windows", StorageFault.NoPermission, 5, 19)]
    [DataRow("Linux", StorageFault.NoPermission, 1, 13, 30)]
    [DataRow("Bsd", StorageFault.NoPermission, 1, 13, 30)]
    // ERROR_FILE_NOT_FOUND and ERROR_PATH_NOT_FOUND; ENOENT.
    [DataRow("Windows", StorageFault.NotFound, 2, 3)]
    [DataRow("Linux", StorageFault.NotFound, 2)]
    [DataRow("Bsd", StorageFault.NotFound, 2)]
    // ERROR_FILE_EXISTS and ERROR_ALREADY_EXISTS; EEXIST.
    [DataRow("Windows", StorageFault.AlreadyExists, 80, 183)]
    [DataRow("Linux", StorageFault.AlreadyExists, 17)]
    [DataRow("Bsd", StorageFault.AlreadyExists, 17)]
    // ERROR_CRC, which is EXDEV or EPIPE elsewhere; EIO, and what is a full quota on the other kind of Unix alone.
    [DataRow("Windows", StorageFault.Io, 23, 28, 17)]
    [DataRow("Linux", StorageFault.Io, 5, 69)]
    [DataRow("Bsd", StorageFault.Io, 5, 122)]
    public void A_number_means_what_its_system_says(string system, object fault, params int[] numbers)
    {
        foreach (var number in numbers)
        {
            Assert.AreEqual((StorageFault)fault, Of(system).FaultOf(number), $"{number}");
        }
    }

    [TestMethod]
    // ERROR_INVALID_FUNCTION and ERROR_NOT_SUPPORTED; EPERM, EMLINK, ENOSYS, ENOTSUP and EOPNOTSUPP.
    [DataRow("Windows", 1, 50)]
    [DataRow("Linux", 1, 31, 38, 95)]
    [DataRow("Bsd", 1, 31, 45, 78, 102)]
    public void A_file_system_without_links_is_told_from_one_that_fails(string system, params int[] numbers)
    {
        foreach (var number in numbers)
        {
            Assert.IsNull(Of(system).FaultOfLink(number), $"{number}");
        }
        Assert.AreEqual(StorageFault.NotFound, Of(system).FaultOfLink(2));
    }

    [TestMethod]
    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION; EWOULDBLOCK.
    [DataRow("Windows", 32, 33)]
    [DataRow("Linux", 11)]
    [DataRow("Bsd", 35)]
    public void A_lock_of_another_is_no_fault(string system, params int[] numbers)
    {
        foreach (var number in numbers)
        {
            Assert.IsTrue(Of(system).IsHeld(number), $"{number}");
        }
        Assert.IsFalse(Of(system).IsHeld(5));
    }

    private static ErrorNumbers Of(string system) =>
        system switch
        {
            "Windows" => ErrorNumbers.Windows,
            "Linux" => ErrorNumbers.Linux,
            _ => ErrorNumbers.Bsd,
        };
}
