using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is the beginning of a frame, in clear: docs/journal-format.md, "Segment".</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FrameHeader
{
    public const int Length = 44;

    /// <summary>Is what a frame takes beside the bytes that it seals.</summary>
    public const int Overhead = Length + SegmentCipher.Overhead;

    private const byte Version = 1;
    private const byte DataKind = 1;
    private const byte EndKind = 2;

    public static ReadOnlySpan<byte> Magic => "BSTF"u8;

    public required bool IsEnd { get; init; }

    public required uint Index { get; init; }

    /// <summary>Gets how many frames of its segment were on the disk when this one was written.</summary>
    public required uint Flushed { get; init; }

    public required long First { get; init; }

    public required int Count { get; init; }

    /// <summary>Gets how many bytes are sealed, without <see cref="SegmentCipher.Overhead"/>.</summary>
    public required int PlainLength { get; init; }

    public required long UnixMilliseconds { get; init; }

    public long Last => First + Count - 1;

    public int TotalLength => Overhead + PlainLength;

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(UnixMilliseconds);

    public void Write(Span<byte> destination)
    {
        var header = destination[..Length];
        header.Clear();
        Magic.CopyTo(header);
        header[4] = Version;
        header[5] = IsEnd ? EndKind : DataKind;
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Index);
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], Flushed);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], First);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], Count);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], PlainLength);
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], UnixMilliseconds);
        Crc32C.Close(header);
    }

    /// <summary>Reads a header. Nothing of it is believed before its checksum fits and every number is in its range.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FrameHeader header)
    {
        header = default;
        if (bytes.Length < Length || !bytes.StartsWith(Magic) || !Crc32C.Fits(bytes[..Length]))
        {
            return false;
        }
        header = new FrameHeader
        {
            IsEnd = bytes[5] == EndKind,
            Index = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
            Flushed = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]),
            First = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            Count = BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]),
            PlainLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[28..]),
            UnixMilliseconds = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
        };
        return bytes[4] == Version
            && bytes[5] is (DataKind or EndKind)
            && header.First is > 0 and <= JournalLimits.MaxSequence
            && header.Count is >= 0 and <= JournalLimits.MaxFrameCount
            && header.IsEnd == (header.Count == 0)
            && header.PlainLength is >= 0 and <= JournalLimits.MaxFrameBytes
            && UnixTime.IsValid(header.UnixMilliseconds);
    }
}
