using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Is the real disk. What it makes is for the owner alone: files 0600, folders 0700.</summary>
[SuppressMessage(
    "ApiDesign",
    "RS0030:Do not use banned APIs",
    Justification = "The real side of the file-system seam."
)]
internal sealed class DiskFileSystem : IFileSystem
{
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode700 = FileMode600 | UnixFileMode.UserExecute;
    private const FileShare WithReaders = FileShare.Read | FileShare.Delete;

    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        ReturnSpecialDirectories = false,
    };

    public IStorageFile Create(string path) => Open(path, FileMode.CreateNew, FileAccess.ReadWrite, WithReaders);

    public IStorageFile OpenRead(string path) =>
        Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public IStorageFile OpenWrite(string path) => Open(path, FileMode.Open, FileAccess.ReadWrite, WithReaders);

    public IDisposable? TryLock(string path) =>
        DiskLock.TryTake(path, () => Stream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));

    public void CreateFolder(string path) =>
        SystemErrors.Guard(() =>
        {
            // One by one: .NET gives the missing folders above the last one the rights of everybody.
            var missing = new Stack<string>();
            for (
                var folder = path;
                folder is not null && !Directory.Exists(folder);
                folder = Path.GetDirectoryName(folder)
            )
            {
                missing.Push(folder);
            }
            foreach (var folder in missing)
            {
                if (OperatingSystem.IsWindows())
                {
                    Directory.CreateDirectory(folder);
                }
                else
                {
                    Directory.CreateDirectory(folder, FolderMode700);
                }
            }
        });

    public void FlushFolder(string path)
    {
        // Windows has no such call: NTFS journals its folders.
        if (OperatingSystem.IsWindows())
        {
            return;
        }
        using var handle = UnixCalls.Open(path);
        if (handle.IsInvalid || !UnixCalls.Flush(handle))
        {
            throw new StorageFaultException(ErrorNumbers.Here.FaultOf(Marshal.GetLastPInvokeError()));
        }
    }

    public void Rename(string from, string to) => SystemErrors.Guard(() => File.Move(from, to, overwrite: true));

    public bool TryLink(string from, string to)
    {
        var isLinked = OperatingSystem.IsWindows() ? WindowsCalls.Link(from, to) : UnixCalls.Link(from, to);
        return isLinked
            || ErrorNumbers.Here.FaultOfLink(Marshal.GetLastPInvokeError()) switch
            {
                null => TryCopy(from, to),
                StorageFault.AlreadyExists => false,
                { } fault => throw new StorageFaultException(fault),
            };
    }

    public void Delete(string path) => Gone(() => File.Delete(path));

    public void DeleteFolder(string path) => Gone(() => Directory.Delete(path));

    public IReadOnlyList<StorageEntry> List(string folder)
    {
        var entries = new List<StorageEntry>();
        try
        {
            foreach (var info in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything))
            {
                if (Entry(info) is { } entry)
                {
                    entries.Add(entry);
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception exception) when (SystemErrors.IsOfTheSystem(exception))
        {
            throw SystemErrors.Fault(exception);
        }
        entries.Sort(static (one, other) => string.CompareOrdinal(one.Name, other.Name));
        return entries;
    }

    public long FreeBytes(string folder) => SystemErrors.Guard(() => new DriveInfo(folder).AvailableFreeSpace);

    private static DiskFile Open(string path, FileMode mode, FileAccess access, FileShare share) =>
        SystemErrors.Guard(() => new DiskFile(Stream(path, mode, access, share)));

    private static FileStream Stream(string path, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = access,
            Share = share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = FileMode600;
        }
        return new FileStream(path, options);
    }

    /// <summary>Stands in for a link where there are none. A crash in the middle may leave a part under the name.</summary>
    internal static bool TryCopy(string from, string to) =>
        SystemErrors.Guard(() =>
        {
            using var source = Stream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            try
            {
                using var target = Stream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None);
                source.CopyTo(target);
                target.Flush(flushToDisk: true);
                return true;
            }
            catch (IOException exception) when (SystemErrors.IsTaken(exception))
            {
                return false;
            }
        });

    /// <summary>Deletes; what is gone already, or whose folder is, is no fault.</summary>
    private static void Gone(Action delete) =>
        SystemErrors.Guard(() =>
        {
            try
            {
                delete();
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                // Another process was first.
            }
        });

    /// <summary>Describes an entry; <see langword="null"/> if it went while the folder was read.</summary>
    private static StorageEntry? Entry(FileSystemInfo info)
    {
        try
        {
            var isLink = info.Attributes.HasFlag(FileAttributes.ReparsePoint);
            var (kind, length) = info switch
            {
                _ when isLink => (StorageEntryKind.Other, 0),
                FileInfo file => (StorageEntryKind.File, file.Length),
                _ => (StorageEntryKind.Folder, 0L),
            };
            return new StorageEntry(info.Name, kind, length, new DateTimeOffset(info.LastWriteTimeUtc, TimeSpan.Zero));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
