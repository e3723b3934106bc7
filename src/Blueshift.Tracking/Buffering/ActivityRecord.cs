using System.Buffers.Binary;
using System.Text;

namespace Blueshift.Tracking.Buffering;

/// <summary>
/// Is one activity as it lies in a buffer: docs/journal-format.md, "What is sealed". A view of bytes that belong to somebody else;
/// nothing can print it.
/// </summary>
internal readonly ref struct ActivityRecord
{
    /// <summary>Is what a record takes beside its key and bytes.</summary>
    public const int Overhead = 1 + 16 + SubjectLength + sizeof(ushort) + sizeof(ushort);

    public const int SubjectLength = 16;

    private const byte RemovalFlag = 1;
    private const byte HoleFlag = 2;
    private const int SubjectOffset = 17;
    private const int KeyLengthOffset = SubjectOffset + SubjectLength;

    private ActivityRecord(ReadOnlySpan<byte> all)
    {
        All = all;
    }

    /// <summary>Gets the record as it is stored.</summary>
    [UserActivityPersonalData]
    public ReadOnlySpan<byte> All { get; }

    /// <summary>Gets whether the activity was erased: then there is nothing else.</summary>
    public bool IsHole => (All[0] & HoleFlag) != 0;

    public UserActivityStatus Status =>
        (All[0] & RemovalFlag) == 0 ? UserActivityStatus.Addition : UserActivityStatus.Removal;

    public Guid Id => new(All.Slice(1, 16), bigEndian: true);

    [UserActivityPersonalData]
    public ReadOnlySpan<byte> Subject => All.Slice(SubjectOffset, SubjectLength);

    [UserActivityPersonalData]
    public ReadOnlySpan<byte> Key => All.Slice(Overhead, KeyLength);

    /// <summary>Gets the activity's own part of the wire JSON.</summary>
    [UserActivityPersonalData]
    public ReadOnlySpan<byte> Bytes => All[(Overhead + KeyLength)..];

    private int KeyLength => BinaryPrimitives.ReadUInt16LittleEndian(All[KeyLengthOffset..]);

    /// <summary>Gets what stands in the place of an activity that was erased.</summary>
    public static ReadOnlySpan<byte> Hole => [HoleFlag];

    /// <summary>Writes everything before the activity's bytes.</summary>
    /// <param name="destination">At least <see cref="Overhead"/> and the key's length.</param>
    /// <param name="id">The activity id.</param>
    /// <param name="key">The host's key, UTF-8.</param>
    /// <param name="subject">16 bytes.</param>
    /// <param name="status">The status flag.</param>
    public static void WriteFront(
        Span<byte> destination,
        Guid id,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> subject,
        UserActivityStatus status
    )
    {
        destination[0] = status == UserActivityStatus.Removal ? RemovalFlag : (byte)0;
        id.TryWriteBytes(destination[1..], bigEndian: true, out _);
        subject.CopyTo(destination[SubjectOffset..]);
        BinaryPrimitives.WriteUInt16LittleEndian(destination[KeyLengthOffset..], checked((ushort)key.Length));
        key.CopyTo(destination[Overhead..]);
    }

    /// <summary>Writes how many bytes follow the key.</summary>
    public static void WriteBytesLength(Span<byte> record, int length) =>
        BinaryPrimitives.WriteUInt16LittleEndian(record[(KeyLengthOffset + 2)..], checked((ushort)length));

    /// <summary>Reads the first record of several.</summary>
    /// <returns><see langword="false"/> when there is no whole record: the bytes are none of ours.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ActivityRecord record)
    {
        record = default;
        if (bytes.IsEmpty)
        {
            return false;
        }
        if ((bytes[0] & HoleFlag) != 0)
        {
            record = new ActivityRecord(bytes[..1]);
            return true;
        }
        if (bytes.Length < Overhead)
        {
            return false;
        }
        var length =
            Overhead
            + BinaryPrimitives.ReadUInt16LittleEndian(bytes[KeyLengthOffset..])
            + BinaryPrimitives.ReadUInt16LittleEndian(bytes[(KeyLengthOffset + 2)..]);
        if (bytes.Length < length)
        {
            return false;
        }
        record = new ActivityRecord(bytes[..length]);
        return true;
    }

    /// <summary>Gets the host's key as text, for the one place that compares or encodes it again.</summary>
    public string KeyText() => Encoding.UTF8.GetString(Key);
}
