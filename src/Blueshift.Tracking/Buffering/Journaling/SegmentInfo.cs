using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is what is known of one segment without opening a frame. Changed under its catalog's lock alone.</summary>
internal sealed class SegmentInfo(string path, SegmentHeader header)
{
    public string Path { get; } = path;

    public SegmentHeader Header { get; } = header;

    public uint Number => Header.Identity.Number;

    public long First => Header.First;

    /// <summary>Gets or sets the last good sequence; one below <see cref="First"/> when there is none.</summary>
    public long Last { get; set; } = header.First - 1;

    /// <summary>Gets or sets how many frames are good.</summary>
    public uint Frames { get; set; }

    /// <summary>Gets or sets how many bytes the file has.</summary>
    public long Bytes { get; set; }

    /// <summary>Gets or sets how far frames are flushed and may be read.</summary>
    public long Readable { get; set; }

    /// <summary>Gets or sets whether frames may still be added.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Makes the cipher of the segment.</summary>
    /// <returns><see langword="null"/> when the key is not the one that sealed it.</returns>
    public SegmentCipher? TryDerive(DataKey key)
    {
        var cipher = SegmentCipher.Derive(key, Header.Identity, Header.Salt.Span);
        if (cipher.Commitment.SequenceEqual(Header.Commitment.Span))
        {
            return cipher;
        }
        cipher.Dispose();
        return null;
    }
}
