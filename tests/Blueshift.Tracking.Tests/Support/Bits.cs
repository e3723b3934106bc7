using System.Buffers.Binary;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Changes bytes as a rotting disk does, and closes them again as a forger would.</summary>
internal static class Bits
{
    /// <summary>Makes a copy for each bit of the bytes in which that bit alone differs.</summary>
    public static IEnumerable<byte[]> Flips(byte[] bytes)
    {
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return flipped;
        }
    }

    /// <summary>Makes a copy with a change and with the CRC-32C of it in the last four bytes.</summary>
    public static byte[] Forge(byte[] bytes, int offset, params byte[] change)
    {
        var forged = bytes.ToArray();
        change.CopyTo(forged, offset);
        BinaryPrimitives.WriteUInt32LittleEndian(forged.AsSpan(forged.Length - 4), Crc(forged.AsSpan(..^4)));
        return forged;
    }

    /// <summary>Computes CRC-32C bit by bit, by its definition and not by the product's code.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }
        return ~crc;
    }
}
