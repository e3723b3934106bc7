namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Is one mounted file system. A class for the same reason as <see cref="StorageEntry"/>.</summary>
/// <param name="Path">Where it is mounted.</param>
/// <param name="FileSystem">Its type, such as ext4 or tmpfs.</param>
internal sealed record MountPoint(string Path, string FileSystem)
{
    /// <summary>Gets whether its files are in memory.</summary>
    public bool IsInMemory => FileSystem is "tmpfs" or "ramfs";

    /// <summary>Gets whether it is an image with a layer for changes, as containers have.</summary>
    public bool IsLayered => FileSystem is "overlay" or "aufs" or "fuse.fuse-overlayfs" or "fuse-overlayfs";
}
