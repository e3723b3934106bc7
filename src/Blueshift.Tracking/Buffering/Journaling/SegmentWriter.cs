using System.Buffers;
using System.Security.Cryptography;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>
/// Writes one segment, once, from its header to its end frame. After any fault it is only disposed: whoever uses it begins a new
/// one. Used by one thread at a time.
/// </summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly IStorageFile _file;
    private readonly SegmentCipher _cipher;
    private readonly bool _flushes;
    private byte[] _sealed = [];

    private SegmentWriter(SegmentInfo segment, IStorageFile file, SegmentCipher cipher, bool flushes)
    {
        Segment = segment;
        _file = file;
        _cipher = cipher;
        _flushes = flushes;
        Length = SegmentHeader.Length;
    }

    public SegmentInfo Segment { get; }

    public long Length { get; private set; }

    public uint Frames { get; private set; }

    /// <summary>Gets how many frames are on the disk.</summary>
    public uint FlushedFrames { get; private set; }

    /// <summary>Gets how many bytes are on the disk.</summary>
    public long FlushedLength { get; private set; } = SegmentHeader.Length;

    /// <summary>Makes a segment. On return it and its folder's entry are on the disk.</summary>
    /// <exception cref="StorageFaultException">There may now be a file without a frame.</exception>
    public static SegmentWriter Create(IFileSystem files, string path, SegmentHeader draft, DataKey key, bool flushes)
    {
        var salt = RandomNumberGenerator.GetBytes(SegmentCipher.SaltLength);
        var cipher = SegmentCipher.Derive(key, draft.Identity, salt);
        IStorageFile? file = null;
        try
        {
            var header = draft with { Salt = salt, Commitment = cipher.Commitment.ToArray(), EpochId = key.EpochId };
            file = files.Create(path);
            Span<byte> bytes = stackalloc byte[SegmentHeader.Length];
            header.Write(bytes);
            file.Write(0, bytes);
            if (flushes)
            {
                file.Flush();
                files.FlushFolder(Path.GetDirectoryName(path)!);
            }
            return new SegmentWriter(new SegmentInfo(path, header), file, cipher, flushes);
        }
        catch
        {
            file?.Dispose();
            cipher.Dispose();
            if (file is not null)
            {
                DeleteIfPossible(files, path);
            }
            throw;
        }
    }

    /// <summary>Seals and writes one frame. Not durable before <see cref="Flush"/>.</summary>
    /// <exception cref="StorageFaultException">Any part of the frame may be in the file.</exception>
    public void Write(ReadOnlySpan<byte> plain, long first, int count, DateTimeOffset at)
    {
        var header = new FrameHeader
        {
            IsEnd = count == 0,
            Index = Frames,
            Flushed = FlushedFrames,
            First = first,
            Count = count,
            PlainLength = plain.Length,
            UnixMilliseconds = at.ToUnixTimeMilliseconds(),
        };
        Write(header, plain);
    }

    /// <summary>Seals and writes a frame of the segment that this one replaces. Its place, numbers and time stay.</summary>
    /// <exception cref="StorageFaultException">Any part of the frame may be in the file.</exception>
    public void Copy(FrameHeader original, ReadOnlySpan<byte> plain) =>
        Write(original with { PlainLength = plain.Length }, plain);

    /// <summary>Makes everything written so far durable.</summary>
    /// <exception cref="StorageFaultException">Nothing is known of what was written since the flush before; never flush again.</exception>
    public void Flush()
    {
        if (_flushes)
        {
            _file.Flush();
        }
        FlushedFrames = Frames;
        FlushedLength = Length;
    }

    /// <summary>Ends the segment, so that whatever is bad in it from now on is damage. Everything before is flushed.</summary>
    /// <exception cref="StorageFaultException">It has no end; what was flushed before stays good.</exception>
    public void End(long nextSequence, DateTimeOffset at)
    {
        Write([], nextSequence, count: 0, at);
        Flush();
    }

    public void Dispose()
    {
        if (_sealed.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_sealed);
            _sealed = [];
        }
        _file.Dispose();
        _cipher.Dispose();
    }

    // It holds no frame, and a disk that stays full must not fill with what could not be begun.
    private static void DeleteIfPossible(IFileSystem files, string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (StorageFaultException)
        {
            // The fault that counts is the one that brought us here.
        }
    }

    private void Write(FrameHeader header, ReadOnlySpan<byte> plain)
    {
        Reserve(header.TotalLength);
        var frame = _sealed.AsSpan(0, header.TotalLength);
        header.Write(frame);
        _cipher.Seal(frame[..FrameHeader.Length], plain, frame[FrameHeader.Length..]);
        _file.Write(Length, frame);
        Length += frame.Length;
        Frames = header.Index + 1;
    }

    private void Reserve(int length)
    {
        if (_sealed.Length >= length)
        {
            return;
        }
        if (_sealed.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_sealed);
        }
        _sealed = ArrayPool<byte>.Shared.Rent(Math.Max(length, 4096));
    }
}
