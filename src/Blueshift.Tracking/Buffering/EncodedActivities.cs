using System.Buffers;
using System.Text;

namespace Blueshift.Tracking.Buffering;

/// <summary>
/// Holds activities as Capture encoded them, in order, as the records that a buffer stores: at most 1,024 of at most 256 KiB in
/// all, which is what one frame of the journal takes. The bytes are pooled: whoever made it disposes it, after the buffer has
/// answered.
/// </summary>
internal sealed class EncodedActivities : IBufferWriter<byte>, IDisposable
{
    public const int MaxCount = 1024;
    public const int MaxLength = 256 * 1024;

    // The largest valid activity has 16 KiB, its key at most 1 KiB.
    private const int LargestRecord = 18 * 1024;
    private const int FirstLength = 1024;

    private byte[] _bytes = [];
    private int _length;

    // How far the bytes may hold something of a person.
    private int _used;
    private int _recordStart = -1;
    private int _bytesStart;
    private byte _covered;

    public int Count { get; private set; }

    /// <summary>Gets how many of them are removals.</summary>
    public int Removals { get; private set; }

    [UserActivityPersonalData]
    public ReadOnlySpan<byte> Records => _bytes.AsSpan(0, _length);

    /// <summary>Gets whether another activity, however large, still fits.</summary>
    public bool HasRoom => Count < MaxCount && _length + LargestRecord <= MaxLength;

    /// <summary>Takes the memory for as many as fit at once, rather than step by step.</summary>
    public void ReserveAll() => Reserve(MaxLength - _length);

    /// <summary>Begins an activity; what is written then, up to <see cref="End"/>, is its JSON with the opening brace.</summary>
    public void Begin(Guid id, string key, ReadOnlySpan<byte> subject, UserActivityStatus status)
    {
        var keyLength = Encoding.UTF8.GetByteCount(key);
        var front = ActivityRecord.Overhead + keyLength;
        Reserve(front);
        _recordStart = _length;
        var record = _bytes.AsSpan(_length);
        Span<byte> keyBytes = record.Slice(ActivityRecord.Overhead, keyLength);
        Encoding.UTF8.GetBytes(key, keyBytes);
        ActivityRecord.WriteFront(record, id, keyBytes, subject, status);
        // The opening brace is the envelope's. It falls on the last byte before the activity's own part and is put back after.
        _length += front - 1;
        _bytesStart = _length + 1;
        Count++;
        Removals += status == UserActivityStatus.Removal ? 1 : 0;
        _covered = record[front - 1];
    }

    /// <summary>Ends the activity that was begun.</summary>
    public void End()
    {
        _bytes[_bytesStart - 1] = _covered;
        ActivityRecord.WriteBytesLength(_bytes.AsSpan(_recordStart), _length - _bytesStart);
        _recordStart = -1;
    }

    /// <summary>Counts the removals among the first ones.</summary>
    public int RemovalsAmong(int count)
    {
        var removals = 0;
        var records = Records;
        for (var index = 0; index < count && ActivityRecord.TryRead(records, out var record); index++)
        {
            removals += record.Status == UserActivityStatus.Removal ? 1 : 0;
            records = records[record.All.Length..];
        }
        return removals;
    }

    /// <summary>Makes it empty again, and keeps its memory.</summary>
    public void Clear()
    {
        _used = Math.Max(_used, _length);
        _length = 0;
        Count = 0;
        Removals = 0;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 256));
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        Release();
        _bytes = [];
        Clear();
        _used = 0;
        _recordStart = -1;
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _length >= more)
        {
            return;
        }
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + more, Math.Max(FirstLength, _bytes.Length * 2)));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        Release();
        _bytes = larger;
    }

    private void Release()
    {
        if (_bytes.Length == 0)
        {
            return;
        }
        // An activity that was begun and not ended may lie beyond the length.
        var used = _recordStart < 0 ? Math.Max(_used, _length) : _bytes.Length;
        _bytes.AsSpan(0, used).Clear();
        ArrayPool<byte>.Shared.Return(_bytes);
    }
}
