using Microsoft.Win32.SafeHandles;

namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Is one open file of the real disk.</summary>
internal sealed class DiskFile(FileStream stream) : IStorageFile
{
    /// <summary>Taken once: each time a stream hands it out it moves the file's position, which nobody here uses.</summary>
    private readonly SafeFileHandle handle = stream.SafeFileHandle;

    public long Length => SystemErrors.Guard(() => RandomAccess.GetLength(handle));

    public int Read(long offset, Span<byte> destination)
    {
        try
        {
            var total = 0;
            while (total < destination.Length)
            {
                var read = RandomAccess.Read(handle, destination[total..], offset + total);
                if (read == 0)
                {
                    break;
                }
                total += read;
            }
            return total;
        }
        catch (Exception exception) when (SystemErrors.IsOfTheSystem(exception))
        {
            throw SystemErrors.Fault(exception);
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
        }
        catch (Exception exception) when (SystemErrors.IsOfTheSystem(exception))
        {
            throw SystemErrors.Fault(exception);
        }
    }

    public void Flush()
    {
        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (Exception exception) when (SystemErrors.IsOfTheSystem(exception))
        {
            throw SystemErrors.Fault(exception);
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        handle.Dispose();
    }
}
