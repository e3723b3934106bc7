using System.Buffers.Binary;
using System.Text;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is one state of the bookmark: docs/journal-format.md, "Bookmark".</summary>
internal sealed record BookmarkSlot
{
    public const int Length = 4096;
    public const int DropReasons = 8;

    private const ushort CurrentVersion = 1;
    private const int MaxInstance = 64;
    private const int MaxHost = 256;
    private const int SideOffset = 120;
    private const int NameOffset = 168;
    private const int RangesOffset = 512;
    private const int RangeLength = 8;

    public required long Generation { get; init; }

    public required Guid JournalId { get; init; }

    public required long SettledThrough { get; init; }

    public required IReadOnlyList<SequenceRange> Ranges { get; init; }

    public required DateTimeOffset? LastAcknowledged { get; init; }

    /// <summary>Gets how many were dropped, by reason from <see cref="DropReason.Expired"/> on.</summary>
    public required IReadOnlyList<long> Dropped { get; init; }

    public required SideMark Parked { get; init; }

    public required SideMark DeadLetters { get; init; }

    public required SideMark GivenUp { get; init; }

    public required BufferOwner Owner { get; init; }

    private static ReadOnlySpan<byte> Magic => "BSTMARK\n"u8;

    public void Write(Span<byte> destination)
    {
        var slot = destination[..Length];
        slot.Clear();
        Magic.CopyTo(slot);
        BinaryPrimitives.WriteUInt16LittleEndian(slot[8..], CurrentVersion);
        BinaryPrimitives.WriteUInt16LittleEndian(slot[10..], (ushort)Ranges.Count);
        BinaryPrimitives.WriteInt64LittleEndian(slot[16..], Generation);
        JournalId.TryWriteBytes(slot[24..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(slot[40..], SettledThrough);
        BinaryPrimitives.WriteInt64LittleEndian(slot[48..], LastAcknowledged?.ToUnixTimeMilliseconds() ?? 0);
        for (var reason = 0; reason < DropReasons; reason++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(slot[(56 + (8 * reason))..], Dropped[reason]);
        }
        Parked.Write(slot[SideOffset..]);
        DeadLetters.Write(slot[(SideOffset + SideMark.Length)..]);
        GivenUp.Write(slot[(SideOffset + (2 * SideMark.Length))..]);
        WriteName(slot[NameOffset..], slot.Slice(NameOffset + 4, MaxInstance), Owner.InstanceId);
        WriteName(slot[(NameOffset + 2)..], slot.Slice(NameOffset + 4 + MaxInstance, MaxHost), Owner.EndpointHost);
        for (var index = 0; index < Ranges.Count; index++)
        {
            var range = slot[(RangesOffset + (RangeLength * index))..];
            BinaryPrimitives.WriteUInt32LittleEndian(range, checked((uint)(Ranges[index].From - SettledThrough)));
            BinaryPrimitives.WriteUInt32LittleEndian(range[4..], checked((uint)Ranges[index].Count));
        }
        Crc32C.Close(slot);
    }

    /// <summary>Says whether the bytes are a slot of a version that this one does not know: its checksum stands in the same place.</summary>
    public static bool IsNewer(ReadOnlySpan<byte> slot) =>
        slot.Length >= Length
        && slot.StartsWith(Magic)
        && Crc32C.Fits(slot[..Length])
        && BinaryPrimitives.ReadUInt16LittleEndian(slot[8..]) > CurrentVersion;

    /// <summary>Reads a slot.</summary>
    /// <returns><see langword="null"/> when the bytes are none, or torn.</returns>
    public static BookmarkSlot? TryRead(ReadOnlySpan<byte> slot)
    {
        if (
            slot.Length < Length
            || !slot.StartsWith(Magic)
            || !Crc32C.Fits(slot[..Length])
            || BinaryPrimitives.ReadUInt16LittleEndian(slot[8..]) != CurrentVersion
        )
        {
            return null;
        }
        var settledThrough = BinaryPrimitives.ReadInt64LittleEndian(slot[40..]);
        if (settledThrough is < 0 or > JournalLimits.MaxSequence)
        {
            return null;
        }
        var acknowledged = BinaryPrimitives.ReadInt64LittleEndian(slot[48..]);
        var dropped = new long[DropReasons];
        for (var reason = 0; reason < DropReasons; reason++)
        {
            dropped[reason] = BinaryPrimitives.ReadInt64LittleEndian(slot[(56 + (8 * reason))..]);
        }
        return new BookmarkSlot
        {
            Generation = BinaryPrimitives.ReadInt64LittleEndian(slot[16..]),
            JournalId = new Guid(slot.Slice(24, 16), bigEndian: true),
            SettledThrough = settledThrough,
            Ranges = ReadRanges(slot, settledThrough),
            LastAcknowledged =
                acknowledged > 0 && UnixTime.IsValid(acknowledged)
                    ? DateTimeOffset.FromUnixTimeMilliseconds(acknowledged)
                    : null,
            Dropped = dropped,
            Parked = SideMark.Read(slot[SideOffset..]),
            DeadLetters = SideMark.Read(slot[(SideOffset + SideMark.Length)..]),
            GivenUp = SideMark.Read(slot[(SideOffset + (2 * SideMark.Length))..]),
            Owner = new BufferOwner(
                ReadName(slot[NameOffset..], slot.Slice(NameOffset + 4, MaxInstance)),
                ReadName(slot[(NameOffset + 2)..], slot.Slice(NameOffset + 4 + MaxInstance, MaxHost))
            ),
        };
    }

    private static List<SequenceRange> ReadRanges(ReadOnlySpan<byte> slot, long settledThrough)
    {
        var count = Math.Min(
            BinaryPrimitives.ReadUInt16LittleEndian(slot[10..]),
            (ushort)JournalLimits.MaxSettledRanges
        );
        var ranges = new List<SequenceRange>(count);
        for (var index = 0; index < count; index++)
        {
            var range = slot[(RangesOffset + (RangeLength * index))..];
            var from = settledThrough + BinaryPrimitives.ReadUInt32LittleEndian(range);
            ranges.Add(new SequenceRange(from, from + BinaryPrimitives.ReadUInt32LittleEndian(range[4..]) - 1));
        }
        return ranges;
    }

    private static void WriteName(Span<byte> length, Span<byte> field, string name)
    {
        // A host longer than any that DNS allows is told apart by its beginning.
        var written = Encoding.ASCII.GetBytes(name.AsSpan(0, Math.Min(name.Length, field.Length)), field);
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)written);
    }

    private static string ReadName(ReadOnlySpan<byte> length, ReadOnlySpan<byte> field) =>
        Encoding.ASCII.GetString(field[..Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(length), field.Length)]);
}
