using System.Buffers;

namespace Blueshift.Tracking.Transport;

/// <summary>
/// Is a body that grows in rented memory. The pool is the transport's own: memory that the network stack may still hold when an
/// exchange broke off never comes to anybody else.
/// </summary>
internal sealed class BodyBuffer(int capacity) : IBufferWriter<byte>
{
    private const int MaxLength = 1024 * 1024;
    private const int Kept = 8;

    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(MaxLength, Kept);

    private byte[] _bytes = Pool.Rent(capacity);

    public int Length { get; private set; }

    [UserActivityPersonalData]
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var least = Math.Max(sizeHint, 1);
        if (_bytes.Length - Length < least)
        {
            var larger = Pool.Rent(Math.Max(Length + least, 2 * _bytes.Length));
            Written.CopyTo(larger);
            Pool.Return(_bytes, clearArray: true);
            _bytes = larger;
        }
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Gives the memory back. Only when nobody reads or writes it any more; otherwise leave it to the collector.</summary>
    public void Return()
    {
        Pool.Return(_bytes, clearArray: true);
        _bytes = [];
        Length = 0;
    }
}
