namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is all files below a root, by their path from it: a disk to start from, again and again.</summary>
internal sealed class DiskImage(IReadOnlyDictionary<string, byte[]> files)
{
    public IReadOnlyDictionary<string, byte[]> Files { get; } = files;

    /// <summary>Gets the path of the only file that ends so.</summary>
    public string Find(string end) => Files.Keys.Single(path => path.EndsWith(end, StringComparison.Ordinal));

    public static DiskImage Of(CrashingFileSystem disk, string root) =>
        new(
            disk.Paths.Where(path => path.StartsWith(root + "/", StringComparison.Ordinal))
                .ToDictionary(path => path[(root.Length + 1)..], disk.ReadAllBytes)
        );

    /// <summary>Reads a folder of the real disk.</summary>
    public static DiskImage Read(string folder) =>
        new(
            Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllBytes)
        );

    /// <summary>Writes it below a folder of the real disk, for its owner alone where the system knows owners.</summary>
    public void Write(string folder)
    {
        foreach (var (path, bytes) in Files)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, bytes);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    /// <summary>Puts it on a disk in memory.</summary>
    public CrashingFileSystem Load(string root, TimeProvider time)
    {
        var disk = new CrashingFileSystem(time);
        foreach (var (path, bytes) in Files)
        {
            disk.Put($"{root}/{path}", bytes);
        }
        return disk;
    }

    /// <summary>Makes the same image with another content of one file; without the file when that is null.</summary>
    public DiskImage With(string path, byte[]? bytes)
    {
        var changed = Files.ToDictionary(file => file.Key, file => file.Value);
        changed.Remove(path);
        if (bytes is not null)
        {
            changed[path] = bytes;
        }
        return new DiskImage(changed);
    }
}
