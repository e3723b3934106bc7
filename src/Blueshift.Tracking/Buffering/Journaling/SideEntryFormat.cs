using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is the form of a side journal's entries: docs/journal-format.md, "What is sealed".</summary>
internal static class SideEntryFormat
{
    private const byte AddOperation = 1;
    private const byte RemoveOperation = 2;
    private const int KeptFront = 1 + 8 + 8 + 8 + 1;
    private const int GivenUpAdd = 1 + 8 + 8 + 1;
    private const int GivenUpRemove = 1 + 8 + 8;
    private const int KeptRemove = 1 + 8;

    /// <summary>Says how long an added entry is.</summary>
    public static int LengthOf(SideEntry entry, int recordLength) => KeptFront + entry.Reason.Length + recordLength;

    public static void WriteAdd(IBufferWriter<byte> writer, SideEntry entry, ReadOnlySpan<byte> record)
    {
        if (entry.GivenUpReason != GivenUpReason.None)
        {
            var range = writer.GetSpan(GivenUpAdd);
            WriteRange(range, AddOperation, entry);
            range[17] = (byte)entry.GivenUpReason;
            writer.Advance(GivenUpAdd);
            return;
        }
        var front = writer.GetSpan(KeptFront + entry.Reason.Length);
        front[0] = AddOperation;
        BinaryPrimitives.WriteInt64LittleEndian(front[1..], entry.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(front[9..], entry.RecordedAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64LittleEndian(front[17..], Math.Max(0, entry.NotBefore.ToUnixTimeMilliseconds()));
        front[25] = checked((byte)entry.Reason.Length);
        Encoding.ASCII.GetBytes(entry.Reason, front[KeptFront..]);
        writer.Advance(KeptFront + entry.Reason.Length);
        writer.Write(record);
    }

    public static void WriteRemove(IBufferWriter<byte> writer, JournalStream stream, SideEntry entry)
    {
        var length = stream == JournalStream.GivenUp ? GivenUpRemove : KeptRemove;
        var bytes = writer.GetSpan(GivenUpRemove);
        WriteRange(bytes, RemoveOperation, entry);
        writer.Advance(length);
    }

    /// <summary>Reads the first entry of several.</summary>
    /// <param name="bytes">The rest of a frame.</param>
    /// <param name="stream">Whose frame it is.</param>
    /// <param name="entry">The entry; its <see cref="SideEntry.RecordOffset"/> counts from the beginning of <paramref name="bytes"/>.</param>
    /// <param name="isAdded">Whether it is added, or removed.</param>
    /// <returns>How many bytes it has; 0 when they are none of ours.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, JournalStream stream, out SideEntry entry, out bool isAdded)
    {
        entry = Nothing;
        isAdded = !bytes.IsEmpty && bytes[0] == AddOperation;
        if (bytes.IsEmpty || bytes[0] is not (AddOperation or RemoveOperation))
        {
            return 0;
        }
        if (stream == JournalStream.GivenUp)
        {
            return ReadRange(bytes, isAdded, out entry);
        }
        if (isAdded)
        {
            return ReadKept(bytes, out entry);
        }
        if (bytes.Length < KeptRemove)
        {
            return 0;
        }
        var sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]);
        entry = Nothing with { Sequence = sequence, To = sequence };
        return KeptRemove;
    }

    private static SideEntry Nothing { get; } =
        new()
        {
            Sequence = 0,
            To = 0,
            RecordedAt = default,
        };

    private static void WriteRange(Span<byte> bytes, byte operation, SideEntry entry)
    {
        bytes[0] = operation;
        BinaryPrimitives.WriteInt64LittleEndian(bytes[1..], entry.Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[9..], entry.To);
    }

    private static int ReadRange(ReadOnlySpan<byte> bytes, bool isAdded, out SideEntry entry)
    {
        entry = Nothing;
        var length = isAdded ? GivenUpAdd : GivenUpRemove;
        if (bytes.Length < length || (isAdded && !IsReason(bytes[17])))
        {
            return 0;
        }
        entry = Nothing with
        {
            Sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]),
            To = BinaryPrimitives.ReadInt64LittleEndian(bytes[9..]),
            GivenUpReason = isAdded ? (GivenUpReason)bytes[17] : GivenUpReason.None,
        };
        return length;
    }

    private static bool IsReason(byte value) =>
        value is > 0 and <= BookmarkSlot.DropReasons or (byte)GivenUpReason.DeadLetter;

    private static int ReadKept(ReadOnlySpan<byte> bytes, out SideEntry entry)
    {
        entry = Nothing;
        if (bytes.Length < KeptFront || bytes.Length < KeptFront + bytes[25])
        {
            return 0;
        }
        var recordOffset = KeptFront + bytes[25];
        var recordedAt = BinaryPrimitives.ReadInt64LittleEndian(bytes[9..]);
        var notBefore = BinaryPrimitives.ReadInt64LittleEndian(bytes[17..]);
        if (
            !ActivityRecord.TryRead(bytes[recordOffset..], out var record)
            || !UnixTime.IsValid(recordedAt)
            || !UnixTime.IsValid(notBefore)
        )
        {
            return 0;
        }
        var sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]);
        entry = Nothing with
        {
            Sequence = sequence,
            To = sequence,
            RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(recordedAt),
            NotBefore = DateTimeOffset.FromUnixTimeMilliseconds(notBefore),
            Reason = Encoding.ASCII.GetString(bytes[KeptFront..recordOffset]),
            RecordOffset = recordOffset,
        };
        return recordOffset + record.All.Length;
    }
}
