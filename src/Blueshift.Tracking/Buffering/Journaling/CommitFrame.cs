using System.Buffers;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is the plain content of one frame of a commit, kept until the frame is flushed. Its memory is kept for the next commit.</summary>
internal sealed class CommitFrame : IDisposable
{
    private byte[] _bytes = [];
    private int _length;

    public int Count { get; private set; }

    /// <summary>Gets or sets the sequence of its first activity.</summary>
    public long First { get; set; }

    [UserActivityPersonalData]
    public ReadOnlySpan<byte> Plain => _bytes.AsSpan(0, _length);

    public int TotalLength => FrameHeader.Overhead + _length;

    public bool Fits(int count, int length) =>
        Count + count <= JournalLimits.MaxFrameCount && _length + length <= JournalLimits.MaxFrameBytes;

    public void Add(ReadOnlySpan<byte> records, int count)
    {
        Reserve(records.Length);
        records.CopyTo(_bytes.AsSpan(_length));
        _length += records.Length;
        Count += count;
    }

    public void Clear()
    {
        // The next frame may be shorter: nothing of a person stays behind in memory that is not in use.
        _bytes.AsSpan(0, _length).Clear();
        _length = 0;
        Count = 0;
    }

    public void Dispose()
    {
        Clear();
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _length >= more)
        {
            return;
        }
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + more, Math.Max(1024, _bytes.Length * 2)));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes, clearArray: true);
        }
        _bytes = larger;
    }
}
