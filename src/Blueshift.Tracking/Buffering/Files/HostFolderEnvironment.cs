using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Is the system that the process runs on.</summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "Rights and links hang on FileInfo.")]
internal sealed class HostFolderEnvironment : IFolderEnvironment
{
    private const int MaxMountInfo = 1024 * 1024;
    private const int MountInfoStep = 4 * 1024;
    private const int MaxLinks = 40;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public bool IsWindows => OperatingSystem.IsWindows();

    public string UserData => Known(Environment.SpecialFolder.LocalApplicationData);

    public string MachineData => Known(Environment.SpecialFolder.CommonApplicationData);

    public string TempPath => Path.GetTempPath();

    public string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    public FolderFacts Look(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.LinkTarget is not null)
            {
                return new FolderFacts(StorageEntryKind.Other, Mode: null);
            }
            var isFolder = Directory.Exists(path);
            if (!isFolder && !info.Exists)
            {
                return default;
            }
            UnixFileMode? mode = OperatingSystem.IsWindows() ? null : info.UnixFileMode;
            return new FolderFacts(isFolder ? StorageEntryKind.Folder : StorageEntryKind.File, mode);
        }
        catch (Exception exception) when (SystemErrors.IsOfTheSystem(exception))
        {
            return default;
        }
    }

    public string Resolve(string path)
    {
        try
        {
            for (var links = 0; links < MaxLinks; links++)
            {
                if (FirstLink(path) is not { } link)
                {
                    break;
                }
                var target = Path.Combine(Path.GetDirectoryName(link)!, new FileInfo(link).LinkTarget!);
                path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target + path[link.Length..]));
            }
            return path;
        }
        catch (Exception exception) when (SystemErrors.IsOfTheSystem(exception))
        {
            return path;
        }
    }

    public MountTable Mounts()
    {
        try
        {
            return OperatingSystem.IsLinux() ? MountTable.Parse(MountInfo()) : new MountTable(Drives());
        }
        catch (Exception exception) when (SystemErrors.IsOfTheSystem(exception))
        {
            return new MountTable([]);
        }
    }

    public void Narrow(string path, bool isFolder)
    {
        var mode = isFolder ? OwnersFile | UnixFileMode.UserExecute : OwnersFile;
        SystemErrors.Guard(() =>
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, mode);
            }
        });
    }

    public void MakeProtected(string path)
    {
        SystemErrors.Guard(() =>
        {
            if (OperatingSystem.IsWindows())
            {
                WindowsFolder.MakeProtected(path);
            }
        });
    }

    private static string Known(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);

    private static string? FirstLink(string path)
    {
        string? found = null;
        for (var part = path; part is not null; part = Path.GetDirectoryName(part))
        {
            found = new FileInfo(part).LinkTarget is null ? found : part;
        }
        return found;
    }

    private static string MountInfo()
    {
        using var reader = new StreamReader("/proc/self/mountinfo");
        var text = new StringBuilder();
        var buffer = new char[MountInfoStep];
        while (text.Length < MaxMountInfo && reader.ReadBlock(buffer) is > 0 and var read)
        {
            text.Append(buffer, 0, read);
        }
        return text.ToString();
    }

    private static List<MountPoint> Drives() =>
        DriveInfo
            .GetDrives()
            .Where(drive => drive.IsReady)
            .Select(drive => new MountPoint(drive.Name, drive.DriveFormat))
            .ToList();
}
