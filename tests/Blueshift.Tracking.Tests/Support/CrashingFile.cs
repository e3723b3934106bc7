using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is an open file of <see cref="CrashingFileSystem"/>; it lives on when its name is deleted or changed.</summary>
internal sealed class CrashingFile(
    CrashingFileSystem disk,
    DiskCalls calls,
    MemoryFile file,
    string path,
    bool canWrite
) : IStorageFile
{
    private volatile bool isDisposed;

    public long Length => calls.Read(nameof(Length), path, () => Open().Current.Length);

    public int Read(long offset, Span<byte> destination)
    {
        var buffer = new byte[destination.Length];
        var read = calls.Read(nameof(Read), path, () => Open().Current.Read(offset, buffer));
        buffer.AsSpan(0, read).CopyTo(destination);
        return read;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        var copy = bytes.ToArray();
        calls.Operate(
            nameof(Write),
            path,
            () => disk.Write(Writable(), offset, copy),
            onFault: () => disk.Write(Writable(), offset, copy.AsSpan(0, copy.Length / 2))
        );
    }

    // Also through a handle that only reads, as Unix does.
    public void Flush() =>
        calls.Operate(nameof(Flush), path, () => disk.Flush(Open()), onFault: file.FailFlush, onCrash: () => { });

    public void Dispose() => isDisposed = true;

    private MemoryFile Open() => isDisposed ? throw new StorageFaultException(StorageFault.Io) : file;

    private MemoryFile Writable() => canWrite ? Open() : throw new StorageFaultException(StorageFault.NoPermission);
}
