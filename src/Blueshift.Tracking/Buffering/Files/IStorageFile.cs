namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Is one open file. Throws <see cref="StorageFaultException"/> alone; disposing it throws nothing and flushes nothing.</summary>
internal interface IStorageFile : IDisposable
{
    /// <summary>Gets how many bytes the file holds now.</summary>
    long Length { get; }

    /// <summary>Reads until the span is full or the file ends.</summary>
    /// <returns>How many bytes were read.</returns>
    int Read(long offset, Span<byte> destination);

    /// <summary>Writes all bytes. Not durable on return; after a fault any part of them may be in the file.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Writes the file's bytes to the disk. Durable on return. After a fault nothing is known of what was written since the last one.</summary>
    void Flush();
}
