using System.Buffers;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Reads the frames of one segment, forwards, and keeps the last one open. Used by one thread at a time.</summary>
internal sealed class SegmentReader : IDisposable
{
    private readonly SegmentWindow _window;
    private readonly SegmentCipher _cipher;
    private readonly FrameWalker _walker;
    private byte[] _plain = [];

    private SegmentReader(SegmentInfo segment, IStorageFile file, SegmentCipher cipher)
    {
        Segment = segment;
        _window = new SegmentWindow(file);
        _cipher = cipher;
        _walker = new FrameWalker(_window);
    }

    public SegmentInfo Segment { get; }

    /// <summary>Gets the frame that <see cref="Plain"/> is of.</summary>
    public FrameHeader Frame { get; private set; }

    /// <summary>Gets where <see cref="Frame"/> begins.</summary>
    public long FrameOffset { get; private set; } = -1;

    /// <summary>Gets where the frame behind <see cref="Frame"/> begins.</summary>
    public long NextOffset => _walker.Offset;

    [UserActivityPersonalData]
    public ReadOnlySpan<byte> Plain => _plain.AsSpan(0, FrameOffset < 0 ? 0 : Frame.PlainLength);

    /// <summary>Opens a segment.</summary>
    /// <returns><see langword="null"/> when its key is not at hand.</returns>
    /// <exception cref="StorageFaultException">The file cannot be read.</exception>
    public static SegmentReader? TryOpen(IFileSystem files, SegmentInfo segment, EpochKeys keys)
    {
        if (keys.TryGet(segment.Header.EpochId) is not { } key || segment.TryDerive(key) is not { } cipher)
        {
            return null;
        }
        try
        {
            return new SegmentReader(segment, files.OpenRead(segment.Path), cipher);
        }
        catch
        {
            cipher.Dispose();
            throw;
        }
    }

    /// <summary>Moves to the next frame up to a limit, whether it can be opened or not.</summary>
    /// <param name="limit">How far bytes are final.</param>
    /// <param name="isGood">Whether <see cref="Plain"/> holds its bytes.</param>
    /// <returns><see langword="false"/> when no frame follows.</returns>
    public bool TryNext(long limit, out bool isGood)
    {
        _window.Limit = limit;
        isGood = false;
        FrameOffset = -1;
        if (!_walker.TryNext(out var frame, out var offset))
        {
            return false;
        }
        Frame = frame;
        isGood = TryOpen(frame, offset);
        return true;
    }

    /// <summary>Moves to a frame whose place is known.</summary>
    /// <returns><see langword="false"/> when it is not what was sealed.</returns>
    public bool TrySeek(long offset, long limit)
    {
        _window.Limit = limit;
        if (FrameOffset == offset)
        {
            return true;
        }
        FrameOffset = -1;
        if (!FrameHeader.TryRead(_window.Read(offset, FrameHeader.Length), out var frame))
        {
            return false;
        }
        Frame = frame;
        return TryOpen(frame, offset);
    }

    /// <summary>Moves to the end frame, if that is the last thing before the limit.</summary>
    public bool TrySeekEnd(long limit)
    {
        var offset = limit - FrameHeader.Overhead;
        return offset >= SegmentHeader.Length && TrySeek(offset, limit) && Frame.IsEnd;
    }

    public void Restart()
    {
        _walker.Restart();
        FrameOffset = -1;
    }

    public void Dispose()
    {
        Release();
        _window.Dispose();
        _cipher.Dispose();
    }

    private bool TryOpen(FrameHeader frame, long offset)
    {
        if (_plain.Length < frame.PlainLength)
        {
            Release();
            _plain = ArrayPool<byte>.Shared.Rent(Math.Max(frame.PlainLength, 4096));
        }
        var all = _window.Read(offset, frame.TotalLength);
        if (
            all.Length != frame.TotalLength
            || !_cipher.TryOpen(all[..FrameHeader.Length], all[FrameHeader.Length..], _plain)
        )
        {
            return false;
        }
        FrameOffset = offset;
        return true;
    }

    private void Release()
    {
        if (_plain.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_plain, clearArray: true);
            _plain = [];
        }
    }
}
