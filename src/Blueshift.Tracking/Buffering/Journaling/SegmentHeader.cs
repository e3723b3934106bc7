using System.Buffers.Binary;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is the beginning of a segment: docs/journal-format.md, "Segment".</summary>
internal sealed record SegmentHeader
{
    public const int Length = 168;

    private const ushort CurrentVersion = 1;

    public required JournalStream Stream { get; init; }

    public required SegmentIdentity Identity { get; init; }

    public required Guid EpochId { get; init; }

    public required ReadOnlyMemory<byte> Salt { get; init; }

    public required ReadOnlyMemory<byte> Commitment { get; init; }

    public required long First { get; init; }

    /// <summary>Gets the segment id of the one before; empty if there is none.</summary>
    public required Guid PreviousId { get; init; }

    public required uint PreviousFrames { get; init; }

    public required DateTimeOffset Made { get; init; }

    private static ReadOnlySpan<byte> Magic => "BSTSEG\r\n"u8;

    public void Write(Span<byte> destination)
    {
        var header = destination[..Length];
        header.Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[8..], CurrentVersion);
        header[10] = (byte)Stream;
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], Identity.Number);
        Identity.JournalId.TryWriteBytes(header[16..], bigEndian: true, out _);
        Identity.SegmentId.TryWriteBytes(header[32..], bigEndian: true, out _);
        EpochId.TryWriteBytes(header[48..], bigEndian: true, out _);
        Salt.Span.CopyTo(header[64..]);
        Commitment.Span.CopyTo(header[96..]);
        BinaryPrimitives.WriteInt64LittleEndian(header[128..], First);
        PreviousId.TryWriteBytes(header[136..], bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32LittleEndian(header[152..], PreviousFrames);
        BinaryPrimitives.WriteInt64LittleEndian(header[156..], Made.ToUnixTimeMilliseconds());
        Crc32C.Close(header);
    }

    /// <summary>Says whether the bytes begin a segment of a version that this one does not know: its checksum stands in the same place.</summary>
    public static bool IsNewer(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= Length
        && bytes.StartsWith(Magic)
        && Crc32C.Fits(bytes[..Length])
        && BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) > CurrentVersion;

    /// <summary>Reads a header.</summary>
    /// <returns><see langword="null"/> when the bytes are none, or damaged.</returns>
    public static SegmentHeader? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Length || !bytes.StartsWith(Magic) || !Crc32C.Fits(bytes[..Length]))
        {
            return null;
        }
        var made = BinaryPrimitives.ReadInt64LittleEndian(bytes[156..]);
        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) != CurrentVersion || !UnixTime.IsValid(made))
        {
            return null;
        }
        return new SegmentHeader
        {
            Stream = (JournalStream)bytes[10],
            Identity = new SegmentIdentity(
                new Guid(bytes.Slice(16, 16), bigEndian: true),
                new Guid(bytes.Slice(32, 16), bigEndian: true),
                BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..])
            ),
            EpochId = new Guid(bytes.Slice(48, 16), bigEndian: true),
            Salt = bytes.Slice(64, SegmentCipher.SaltLength).ToArray(),
            Commitment = bytes.Slice(96, SegmentCipher.CommitmentLength).ToArray(),
            First = BinaryPrimitives.ReadInt64LittleEndian(bytes[128..]),
            PreviousId = new Guid(bytes.Slice(136, 16), bigEndian: true),
            PreviousFrames = BinaryPrimitives.ReadUInt32LittleEndian(bytes[152..]),
            Made = DateTimeOffset.FromUnixTimeMilliseconds(made),
        };
    }
}
