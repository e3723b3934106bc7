using System.Buffers;
using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Reads a segment through one bounded piece of memory, so that many small frames cost one read. Used by one thread at a time.
/// </summary>
internal sealed class SegmentWindow(IStorageFile file) : IDisposable
{
    // Larger than the largest frame, so that a whole one is always in sight.
    private const int Size = 384 * 1024;

    private byte[] _bytes = [];
    private long _start;
    private int _length;

    /// <summary>Gets or sets how far bytes are final and may be read; never beyond what a segment may have.</summary>
    public long Limit
    {
        get;
        set => field = Math.Min(value, JournalLimits.MaxSegmentBytes);
    }

    /// <summary>Shows bytes until the next call.</summary>
    /// <param name="offset">Where they begin.</param>
    /// <param name="length">How many, at most 300 KiB.</param>
    /// <returns>Fewer where the limit or the file ends.</returns>
    public ReadOnlySpan<byte> Read(long offset, int length)
    {
        var wanted = (int)Math.Clamp(Limit - offset, 0, length);
        if (offset < _start || offset + wanted > _start + _length)
        {
            Load(offset);
        }
        var available = (int)Math.Clamp(_start + _length - offset, 0, wanted);
        return available == 0 ? [] : _bytes.AsSpan((int)(offset - _start), available);
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
        file.Dispose();
    }

    private void Load(long offset)
    {
        if (_bytes.Length == 0)
        {
            _bytes = ArrayPool<byte>.Shared.Rent(Size);
        }
        _start = offset;
        _length = 0;
        _length = file.Read(offset, _bytes.AsSpan(0, (int)Math.Clamp(Limit - offset, 0, Size)));
    }
}
