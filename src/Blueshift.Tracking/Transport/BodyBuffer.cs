using System.Buffers;

namespace Blueshift.Tracking.Transport;

/// <summary>
/// Is a body that grows in rented memory. The pool is the transport's own: memory that the network stack may still hold when an
/// exchange broke off never comes to anybody else.
/// </summary>
internal sealed class BodyBuffer : Stream
{
    private const int MaxLength = 1024 * 1024;
    private const int Kept = 8;

    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(MaxLength, Kept);

    private byte[] _bytes;
    private int _length;

    public BodyBuffer(int capacity) => _bytes = Pool.Rent(capacity);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    /// <summary>Gets room behind what is written.</summary>
    public Memory<byte> Room(int least)
    {
        if (_bytes.Length - _length < least)
        {
            var larger = Pool.Rent(Math.Max(_length + least, 2 * _bytes.Length));
            Written.CopyTo(larger);
            Pool.Return(_bytes, clearArray: true);
            _bytes = larger;
        }
        return _bytes.AsMemory(_length);
    }

    /// <summary>Counts what was put into <see cref="Room"/>.</summary>
    public void Advance(int count) => _length += count;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        buffer.CopyTo(Room(buffer.Length).Span);
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // It is where it belongs.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Gives the memory back. Only when nobody reads or writes it any more; otherwise leave it to the collector.</summary>
    public void Return()
    {
        Pool.Return(_bytes, clearArray: true);
        _bytes = [];
        _length = 0;
    }
}
