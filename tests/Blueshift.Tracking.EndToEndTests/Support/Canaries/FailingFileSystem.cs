using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Is the real disk until it fails; then every call that would change it ends as a disk's fault does. Or it hangs.</summary>
internal sealed class FailingFileSystem(IFileSystem disk) : IFileSystem, IDisposable
{
    private readonly ManualResetEventSlim _answers = new(initialState: true);
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Fails { get; set; }

    /// <summary>Gets what completes when somebody waits after <see cref="Hang"/>.</summary>
    public Task Hanging => _hanging.Task;

    /// <summary>Has every flush of activities wait until <see cref="GoOn"/>.</summary>
    public void Hang() => _answers.Reset();

    public void GoOn() => _answers.Set();

    public IStorageFile Create(string path) => new FailingFile(this, path, Working().Create(path));

    public IStorageFile OpenRead(string path) => disk.OpenRead(path);

    public IStorageFile OpenWrite(string path) => new FailingFile(this, path, Working().OpenWrite(path));

    public IDisposable? TryLock(string path) => disk.TryLock(path);

    public void CreateFolder(string path) => Working().CreateFolder(path);

    public void FlushFolder(string path) => Working().FlushFolder(path);

    public void Rename(string from, string to) => Working().Rename(from, to);

    public bool TryLink(string from, string to) => Working().TryLink(from, to);

    public void Delete(string path) => Working().Delete(path);

    public void DeleteFolder(string path) => Working().DeleteFolder(path);

    public IReadOnlyList<StorageEntry> List(string folder) => disk.List(folder);

    public long FreeBytes(string folder) => disk.FreeBytes(folder);

    public void Dispose() => _answers.Dispose();

    private IFileSystem Working() =>
        Fails ? throw new StorageFaultException(StorageFault.Io, new IOException("The disk says no.")) : disk;

    private sealed class FailingFile(FailingFileSystem files, string path, IStorageFile file) : IStorageFile
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
            // Where the library tries whether the disk is well it may do so in a timer's thread, of which this clock has one.
            if (path.EndsWith(".seg", StringComparison.Ordinal) && !files._answers.IsSet)
            {
                files._hanging.TrySetResult();
                files._answers.Wait();
            }
            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
