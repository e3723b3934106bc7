using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Tests.Buffering.Files;

/// <summary>What Linux says of mounts is read as it writes it.</summary>
[TestClass]
public sealed class MountTableTests
{
    private const string Text = """
        1 0 0:45 / / rw,relatime master:1 - overlay overlay rw,lowerdir=/a
        2 1 0:46 / /dev/shm rw shared:2 master:3 - tmpfs shm rw
        3 1 8:1 /vol /data rw - ext4 /dev/sda1 rw
        4 1 8:2 / /with\040space\134 rw - xfs /dev/sdb rw
        5 1 0:47 / /data/hidden rw - ext4 none rw
        6 1 0:48 / /data/hidden rw - tmpfs none rw
        no line of this kind
        7 1 - -
        8 1 8:3 / /late rw -
        9 1 8:3 /  rw - ext4 /dev/sdc rw
        10 1 8:4 / /odd\048\0-4\04 rw - ext3 /dev/sdd rw
        11 1 0:45 / / rw,relatime - overlay overlay rw
        """;

    private readonly MountTable table = MountTable.Parse(Text);

    [TestMethod]
    [DataRow("/", "/", "overlay")]
    [DataRow("/var/lib", "/", "overlay")]
    [DataRow("/data", "/data", "ext4")]
    [DataRow("/data/app", "/data", "ext4")]
    [DataRow("/database", "/", "overlay")]
    [DataRow("/dev/shm/x", "/dev/shm", "tmpfs")]
    [DataRow("/with space\\/x", "/with space\\", "xfs")]
    [DataRow("/data/hidden/x", "/data/hidden", "tmpfs")]
    [DataRow("/late/x", "/", "overlay")]
    [DataRow("/odd\\048\\0-4\\04/x", "/odd\\048\\0-4\\04", "ext3")]
    public void A_path_is_on_the_nearest_mount_above_it(string path, string mount, string fileSystem) =>
        Assert.AreEqual(new MountPoint(mount, fileSystem), table.Of(path));

    [TestMethod]
    [DataRow("C:\\data", "C:\\")]
    [DataRow("D:\\volume\\data", "D:\\volume")]
    [DataRow("D:\\volumes", "D:\\")]
    public void A_path_of_Windows_is_on_its_drive_or_volume(string path, string mount)
    {
        var drives = new MountTable([new("C:\\", "NTFS"), new("D:\\", "NTFS"), new("D:\\volume", "ReFS")]);

        Assert.AreEqual(mount, drives.Of(path)!.Path);
    }

    [TestMethod]
    public void A_mount_point_is_told_from_a_folder_on_it()
    {
        Assert.IsTrue(table.Has("/data"));
        Assert.IsFalse(table.Has("/data/app"));
    }

    [TestMethod]
    public void Of_an_unreadable_table_nothing_is_known() => Assert.IsNull(MountTable.Parse("").Of("/data"));
}
