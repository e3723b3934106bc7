using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a system that a test makes up, over a disk in memory. What has no rights of its own has those of its owner alone.</summary>
internal sealed class FakeFolderEnvironment(CrashingFileSystem disk) : IFolderEnvironment
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public Dictionary<string, string> Variables { get; } = [];

    public Dictionary<string, UnixFileMode> Modes { get; } = [];

    /// <summary>Gets the links and what each leads to.</summary>
    public Dictionary<string, string> Links { get; } = [];

    public List<MountPoint> Mounted { get; } = [new("/", "ext4")];

    /// <summary>Gets the folders that were made with an access list.</summary>
    public List<string> Protected { get; } = [];

    /// <summary>Gets or sets whether rights can be changed.</summary>
    public bool CanNarrow { get; set; } = true;

    public bool IsWindows { get; set; }

    public string UserData { get; set; } = "";

    public string MachineData { get; set; } = "";

    public string TempPath { get; set; } = "/tmp/";

    public string? Variable(string name) => Variables.GetValueOrDefault(name);

    public FolderFacts Look(string path) =>
        Links.ContainsKey(path) ? new FolderFacts(StorageEntryKind.Other, Mode: null)
        : disk.KindOf(path) is { } kind
            ? new FolderFacts(kind, IsWindows ? null : Modes.GetValueOrDefault(path, OwnerAlone))
        : default;

    public string Resolve(string path)
    {
        foreach (var (link, target) in Links)
        {
            if (path == link || path.StartsWith(link + "/", StringComparison.Ordinal))
            {
                return target + path[link.Length..];
            }
        }
        return path;
    }

    public MountTable Mounts() => new(Mounted);

    public void Narrow(string path, bool isFolder)
    {
        if (!CanNarrow)
        {
            throw new StorageFaultException(StorageFault.NoPermission);
        }
        Modes[path] = isFolder ? OwnerAlone : OwnerAlone & ~UnixFileMode.UserExecute;
    }

    public void MakeProtected(string path)
    {
        Protected.Add(path);
        disk.CreateFolder(path);
    }
}
