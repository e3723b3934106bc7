using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is as much of a file system as key files need, in memory.</summary>
internal sealed class FolderFileSystem : IFileSystem
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public IStorageFile Create(string path)
    {
        lock (_lock)
        {
            return _files.TryAdd(path, []) ? new OpenFile(this, path) : throw Fault(StorageFault.AlreadyExists);
        }
    }

    public IStorageFile OpenRead(string path)
    {
        lock (_lock)
        {
            return _files.ContainsKey(path) ? new OpenFile(this, path) : throw Fault(StorageFault.NotFound);
        }
    }

    public IStorageFile OpenWrite(string path) => OpenRead(path);

    public IDisposable? TryLock(string path) => throw new NotSupportedException();

    public void CreateFolder(string path) { }

    public void FlushFolder(string path) { }

    public void Rename(string from, string to)
    {
        lock (_lock)
        {
            _files[to] = _files[from];
            _files.Remove(from);
        }
    }

    public bool TryLink(string from, string to)
    {
        lock (_lock)
        {
            return _files.TryAdd(to, _files[from]);
        }
    }

    public void Delete(string path)
    {
        lock (_lock)
        {
            _files.Remove(path);
        }
    }

    public void DeleteFolder(string path) => throw new NotSupportedException();

    public IReadOnlyList<StorageEntry> List(string folder)
    {
        lock (_lock)
        {
            return _files
                .Where(file => Path.GetDirectoryName(file.Key) == folder)
                .Select(file => new StorageEntry(
                    Path.GetFileName(file.Key),
                    StorageEntryKind.File,
                    file.Value.Length,
                    DateTimeOffset.UnixEpoch
                ))
                .ToList();
        }
    }

    public long FreeBytes(string folder) => long.MaxValue;

    private static StorageFaultException Fault(StorageFault fault) => new(fault);

    private sealed class OpenFile(FolderFileSystem owner, string path) : IStorageFile
    {
        public long Length => owner._files[path].Length;

        public int Read(long offset, Span<byte> destination)
        {
            var rest = owner._files[path].AsSpan((int)offset);
            rest = rest[..Math.Min(rest.Length, destination.Length)];
            rest.CopyTo(destination);
            return rest.Length;
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            var content = owner._files[path];
            var longer = new byte[Math.Max(content.Length, offset + bytes.Length)];
            content.CopyTo(longer, 0);
            bytes.CopyTo(longer.AsSpan((int)offset));
            owner._files[path] = longer;
        }

        public void Flush() { }

        public void Dispose() { }
    }
}
