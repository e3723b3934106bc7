namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a row of bytes that grows where it is written; a hole is filled with zeros.</summary>
internal sealed class MemoryBytes
{
    private byte[] buffer = [];

    public int Length { get; private set; }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        var end = checked((int)offset + bytes.Length);
        if (end > buffer.Length)
        {
            Array.Resize(ref buffer, Math.Max(end, buffer.Length * 2));
        }
        bytes.CopyTo(buffer.AsSpan((int)offset));
        Length = Math.Max(Length, end);
    }

    public int Read(long offset, Span<byte> destination)
    {
        if (offset >= Length)
        {
            return 0;
        }
        var found = buffer.AsSpan((int)offset, Math.Min(destination.Length, Length - (int)offset));
        found.CopyTo(destination);
        return found.Length;
    }

    public byte[] ToArray() => buffer.AsSpan(0, Length).ToArray();

    public MemoryBytes Copy()
    {
        var copy = new MemoryBytes();
        copy.Write(0, buffer.AsSpan(0, Length));
        return copy;
    }
}
