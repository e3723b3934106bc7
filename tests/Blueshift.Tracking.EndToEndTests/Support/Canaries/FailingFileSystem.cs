using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Is the real disk until it fails; then every call that would change it ends as a disk's fault does.</summary>
internal sealed class FailingFileSystem(IFileSystem disk) : IFileSystem
{
    public bool Fails { get; set; }

    public IStorageFile Create(string path) => new FailingFile(this, Working().Create(path));

    public IStorageFile OpenRead(string path) => disk.OpenRead(path);

    public IStorageFile OpenWrite(string path) => new FailingFile(this, Working().OpenWrite(path));

    public IDisposable? TryLock(string path) => disk.TryLock(path);

    public void CreateFolder(string path) => Working().CreateFolder(path);

    public void FlushFolder(string path) => Working().FlushFolder(path);

    public void Rename(string from, string to) => Working().Rename(from, to);

    public bool TryLink(string from, string to) => Working().TryLink(from, to);

    public void Delete(string path) => Working().Delete(path);

    public void DeleteFolder(string path) => Working().DeleteFolder(path);

    public IReadOnlyList<StorageEntry> List(string folder) => disk.List(folder);

    public long FreeBytes(string folder) => disk.FreeBytes(folder);

    private IFileSystem Working() =>
        Fails ? throw new StorageFaultException(StorageFault.Io, new IOException("The disk says no.")) : disk;

    private sealed class FailingFile(FailingFileSystem files, IStorageFile file) : IStorageFile
    {
        public long Length => file.Length;

        public int Read(long offset, Span<byte> destination) => file.Read(offset, destination);

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            files.Working();
            file.Write(offset, bytes);
        }

        public void Flush()
        {
            files.Working();
            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
