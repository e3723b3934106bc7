using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Says how much of a side journal counts; what stands behind it is void.</summary>
/// <param name="FirstSegment">The number of the oldest segment that counts; 0 for none.</param>
/// <param name="LastSegment">The number of the newest.</param>
/// <param name="LastLength">How many bytes of the newest count.</param>
/// <param name="Live">How many entries are not removed.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SideMark(uint FirstSegment, uint LastSegment, uint LastLength, uint Live)
{
    public const int Length = 16;

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, FirstSegment);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], LastSegment);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[8..], LastLength);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[12..], Live);
    }

    public static SideMark Read(ReadOnlySpan<byte> source) =>
        new(
            BinaryPrimitives.ReadUInt32LittleEndian(source),
            BinaryPrimitives.ReadUInt32LittleEndian(source[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[12..])
        );
}
