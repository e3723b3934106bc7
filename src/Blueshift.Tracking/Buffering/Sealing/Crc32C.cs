using System.Buffers.Binary;
using System.Numerics;

namespace Blueshift.Tracking.Buffering.Sealing;

/// <summary>Computes CRC-32C (Castagnoli, RFC 3720 appendix B.4).</summary>
internal static class Crc32C
{
    public const int Length = sizeof(uint);

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }
        return ~crc;
    }

    /// <summary>Writes the checksum of everything before the last four bytes into them.</summary>
    public static void Close(Span<byte> bytes) =>
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[^Length..], Of(bytes[..^Length]));

    /// <summary>Says whether the last four bytes are the checksum of everything before them.</summary>
    public static bool Fits(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= Length && BinaryPrimitives.ReadUInt32LittleEndian(bytes[^Length..]) == Of(bytes[..^Length]);
}
