using Microsoft.Win32.SafeHandles;

namespace Blueshift.Tracking.Benchmarks.Support;

/// <summary>Is a growing file, written with nothing in between: what the disk and the runtime allow.</summary>
internal sealed class FloorFile(string path) : IDisposable
{
    private readonly SafeFileHandle _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
    private long _length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_handle, bytes, _length);
        _length += bytes.Length;
    }

    public void Flush() => RandomAccess.FlushToDisk(_handle);

    public void Dispose() => _handle.Dispose();
}
