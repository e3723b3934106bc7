using Blueshift.Tracking.Buffering.Files;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Is a disk in memory that models what one may do when power is lost, and that fails or hangs on demand. What it assumes:
/// a write may be torn at any byte; writes between two flushes reach the disk in any order or not at all; a file's flush does
/// not write its name and a folder's flush does not write its files' bytes; a rename inside one folder happens whole or not at
/// all, one between two folders is two changes; after a failed flush what it should have written is never written by a later one.
/// </summary>
/// <remarks>
/// <see cref="Operations"/> numbers from 1 each call that changes or flushes something; <see cref="Reads"/> counts the others.
/// A crash in the middle of an operation leaves its effect unflushed, and the mode says what is kept of it.
/// </remarks>
internal sealed class CrashingFileSystem : IFileSystem
{
    private readonly MemoryTree tree;
    private readonly TimeProvider time;
    private readonly DiskCalls calls = new();
    private readonly Dictionary<MemoryFile, MemoryLock> locks = [];

    public CrashingFileSystem(TimeProvider? time = null)
        : this(new MemoryFolder(), time ?? new FakeTimeProvider()) { }

    private CrashingFileSystem(MemoryFolder root, TimeProvider time) =>
        (tree, this.time) = (new MemoryTree(root), time);

    public int Operations => calls.Operations;

    public int Reads => calls.Reads;

    /// <summary>Gets how many flushes of files succeeded.</summary>
    public int Flushes { get; private set; }

    /// <summary>Gets how many flushes of folders succeeded.</summary>
    public int FolderFlushes { get; private set; }

    /// <summary>Gets whether power was lost: every call fails.</summary>
    public bool IsOff => calls.IsOff;

    /// <summary>Gets or sets what <see cref="IFileSystem.FreeBytes"/> answers; by default what <see cref="Capacity"/> leaves.</summary>
    public long? FreeBytes { get; set; }

    /// <summary>Gets or sets the bytes that all files together may hold; a write beyond it leaves what fits. Default no limit.</summary>
    public long? Capacity { get; set; }

    /// <summary>Gets or sets whether the second to lock a file is refused.</summary>
    public bool LocksWork { get; set; } = true;

    /// <summary>Gets the paths of all files in ordinal order.</summary>
    public IReadOnlyList<string> Paths =>
        calls.Look(() => tree.Files().Select(one => one.Path).Order(StringComparer.Ordinal).ToList());

    /// <summary>Gets the paths of files that were opened for writing, or made and opened again, in this run of the machine.</summary>
    public IReadOnlyList<string> OpenedForWritingTwice =>
        calls.Look(() => tree.Files().Where(one => one.File.OpenedForWriting > 1).Select(one => one.Path).ToList());

    /// <summary>Loses power in the middle of an operation: it throws, and so does every later call.</summary>
    public void CrashAt(int operation) => calls.CrashAt = operation;

    /// <summary>Loses power after an operation: its caller is answered, every later call throws.</summary>
    public void CrashAfter(int operation) => calls.CrashAfter = operation;

    /// <summary>
    /// Loses power, if that has not happened, and starts the machine again with what the mode leaves. May be called again for
    /// another outcome of the same crash. Faults and hangs are not taken along; nobody holds a lock.
    /// </summary>
    public CrashingFileSystem Restart(CrashMode mode, int seed = 0)
    {
        calls.TurnOff();
        return calls.Look(() =>
            new CrashingFileSystem(new PowerLoss(mode, new Random(seed)).After(tree.Root), time)
            {
                FreeBytes = FreeBytes,
                Capacity = Capacity,
                LocksWork = LocksWork,
            }
        );
    }

    /// <summary>Fails an operation, or that and every later one. A failed write leaves half its bytes; a failed flush is final.</summary>
    public void FailAt(int operation, StorageFault fault, bool forEver = false) =>
        calls.Fail(call => forEver ? call.Operation >= operation : call.Operation == operation, fault);

    /// <summary>Fails every call, also one that only reads, whose method and path match, until <see cref="FailNoMore"/>.</summary>
    public void Fail(Func<string, string, bool> matches, StorageFault fault) =>
        calls.Fail(call => matches(call.Name, call.Path), fault);

    public void FailNoMore() => calls.FailNoMore();

    public void HangAt(int operation) => calls.Hanging.Add(call => call.Operation == operation);

    public void HangWhen(Func<string, string, bool> matches) =>
        calls.Hanging.Add(call => matches(call.Name, call.Path));

    /// <summary>Waits until a call hangs.</summary>
    public Task WaitUntilHangingAsync() => calls.Hanging.HangingAsync;

    /// <summary>Lets all hanging calls go on, and no later one hang.</summary>
    public void Resume() => calls.Hanging.Resume();

    /// <summary>Frees every lock, as the system does when the process that holds them dies.</summary>
    public void ReleaseAllLocks() => calls.Change(locks.Clear);

    public byte[] ReadAllBytes(string path) => calls.Look(() => tree.File(path).Current.ToArray());

    /// <summary>Gets what a path names; <see langword="null"/> for nothing. It counts as no call.</summary>
    public StorageEntryKind? KindOf(string path) =>
        calls.Look<StorageEntryKind?>(() =>
            tree.Find(path) switch
            {
                null => null,
                MemoryFile => StorageEntryKind.File,
                _ => StorageEntryKind.Folder,
            }
        );

    /// <summary>Gets what of a file the disk has for certain.</summary>
    public byte[] ReadDurableBytes(string path) => calls.Look(() => tree.File(path).Durable.ToArray());

    /// <summary>Puts a file with these bytes on the disk, with its folders, as if it had always been there.</summary>
    public void Put(string path, ReadOnlySpan<byte> bytes)
    {
        var content = new MemoryBytes();
        content.Write(0, bytes);
        calls.Change(() => tree.Put(path, MemoryFile.Of(content, time.GetUtcNow())));
    }

    /// <summary>Lets bytes of a file rot, on the disk and in the cache.</summary>
    public void Overwrite(string path, long offset, ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        calls.Change(() =>
        {
            var file = tree.File(path);
            file.Current.Write(offset, copy);
            file.Durable.Write(offset, copy);
        });
    }

    public void FlipBit(string path, long offset, int bit = 0) =>
        Overwrite(path, offset, [(byte)(ReadAllBytes(path)[offset] ^ (1 << bit))]);

    /// <summary>Copies all files below a folder, as a backup or a cloned machine does.</summary>
    public void CopyFolder(string from, string to)
    {
        foreach (var path in Paths.Where(path => path.StartsWith(from.TrimEnd('/') + "/", StringComparison.Ordinal)))
        {
            Put(to.TrimEnd('/') + path[from.TrimEnd('/').Length..], ReadAllBytes(path));
        }
    }

    /// <summary>Deletes a folder with all that is in it, from outside: what is open stays open.</summary>
    public void DeleteTree(string path) =>
        calls.Change(() =>
        {
            var (parent, name) = tree.Place(path);
            parent.Remove(name);
        });

    public IStorageFile Create(string path) =>
        calls.Operate(
            nameof(Create),
            path,
            () =>
            {
                var (folder, name) = tree.Place(path);
                if (folder.Entries.ContainsKey(name))
                {
                    throw new StorageFaultException(StorageFault.AlreadyExists);
                }
                var file = new MemoryFile { Modified = time.GetUtcNow(), OpenedForWriting = 1 };
                folder.Add(name, file);
                return new CrashingFile(this, calls, file, path, canWrite: true);
            }
        );

    public IStorageFile OpenRead(string path) =>
        calls.Read(nameof(OpenRead), path, () => new CrashingFile(this, calls, tree.File(path), path, canWrite: false));

    public IStorageFile OpenWrite(string path) =>
        calls.Read(
            nameof(OpenWrite),
            path,
            () =>
            {
                var file = tree.File(path);
                file.OpenedForWriting++;
                return new CrashingFile(this, calls, file, path, canWrite: true);
            }
        );

    public IDisposable? TryLock(string path) =>
        calls.Look(() => tree.Find(path)) is null
            ? calls.Operate(nameof(TryLock), path, () => Lock(path))
            : calls.Read(nameof(TryLock), path, () => Lock(path));

    public void CreateFolder(string path) =>
        calls.Operate(nameof(CreateFolder), path, () => tree.MakeFolder(path, time.GetUtcNow()));

    public void FlushFolder(string path) =>
        calls.Operate(
            nameof(FlushFolder),
            path,
            () =>
            {
                Folder(path).Flush();
                FolderFlushes++;
            },
            onFault: () => Folder(path).FailFlush(),
            onCrash: () => { }
        );

    public void Rename(string from, string to) => calls.Operate(nameof(Rename), from, () => Move(from, to));

    public bool TryLink(string from, string to) =>
        calls.Operate(
            nameof(TryLink),
            to,
            () =>
            {
                var file = tree.File(from);
                var (folder, name) = tree.Place(to);
                if (folder.Entries.ContainsKey(name))
                {
                    return false;
                }
                folder.Add(name, file);
                return true;
            }
        );

    public void Delete(string path) =>
        calls.Operate(
            nameof(Delete),
            path,
            () =>
            {
                if (tree.Find(path) is not null)
                {
                    _ = tree.File(path);
                    var (folder, name) = tree.Place(path);
                    folder.Remove(name);
                }
            }
        );

    public void DeleteFolder(string path) =>
        calls.Operate(
            nameof(DeleteFolder),
            path,
            () =>
            {
                if (tree.Find(path) is null)
                {
                    return;
                }
                if (Folder(path).Entries.Count > 0)
                {
                    throw new StorageFaultException(StorageFault.Io);
                }
                var (parent, name) = tree.Place(path);
                parent.Remove(name);
            }
        );

    public IReadOnlyList<StorageEntry> List(string folder) =>
        calls.Read(
            nameof(List),
            folder,
            () => tree.Find(folder) is null ? [] : Folder(folder).Entries.Select(Entry).ToList()
        );

    long IFileSystem.FreeBytes(string folder) =>
        calls.Read(nameof(IFileSystem.FreeBytes), folder, () => FreeBytes ?? Room());

    internal void Write(MemoryFile file, long offset, ReadOnlySpan<byte> bytes)
    {
        var fits = Math.Min(bytes.Length, file.Current.Length + Room() - offset);
        if (fits > 0 || bytes.IsEmpty)
        {
            file.Write(offset, bytes[..(int)fits]);
            file.Modified = time.GetUtcNow();
        }
        if (fits < bytes.Length)
        {
            throw new StorageFaultException(StorageFault.NoSpace);
        }
    }

    internal void Flush(MemoryFile file)
    {
        file.Flush();
        Flushes++;
    }

    private IDisposable? Lock(string path)
    {
        if (tree.Find(path) is null)
        {
            var (folder, name) = tree.Place(path);
            folder.Add(name, new MemoryFile { Modified = time.GetUtcNow() });
        }
        var file = tree.File(path);
        if (LocksWork && locks.ContainsKey(file))
        {
            return null;
        }
        return locks[file] = new MemoryLock(held => calls.Change(() => Release(file, held)));
    }

    private void Release(MemoryFile file, MemoryLock held)
    {
        if (locks.GetValueOrDefault(file) == held)
        {
            locks.Remove(file);
        }
    }

    private void Move(string from, string to)
    {
        var file = tree.File(from);
        var (source, name) = tree.Place(from);
        var (target, newName) = tree.Place(to);
        if (target.Entries.GetValueOrDefault(newName) is MemoryFolder)
        {
            throw new StorageFaultException(StorageFault.Io);
        }
        if (target.Entries.GetValueOrDefault(newName) == file)
        {
            return;
        }
        if (source == target)
        {
            source.Rename(name, newName);
            return;
        }
        target.Add(newName, file);
        source.Remove(name);
    }

    private MemoryFolder Folder(string path) =>
        tree.Find(path) switch
        {
            MemoryFolder folder => folder,
            null => throw new StorageFaultException(StorageFault.NotFound),
            _ => throw new StorageFaultException(StorageFault.Io),
        };

    private static StorageEntry Entry(KeyValuePair<string, MemoryNode> entry) =>
        entry.Value is MemoryFile file
            ? new(entry.Key, StorageEntryKind.File, file.Current.Length, file.Modified)
            : new(entry.Key, StorageEntryKind.Folder, 0, entry.Value.Modified);

    private long Room() =>
        Capacity is { } capacity
            ? Math.Max(
                0,
                capacity - tree.Files().Select(one => one.File).Distinct().Sum(file => (long)file.Current.Length)
            )
            : long.MaxValue / 2;
}
