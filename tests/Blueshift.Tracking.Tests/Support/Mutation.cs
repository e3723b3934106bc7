using System.Buffers.Binary;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Damages the bytes of a file at random, as disks, copies and clumsy tools do.</summary>
internal static class Mutation
{
    /// <summary>Changes bytes. Others are contents to take blocks from.</summary>
    public static byte[] Of(byte[] bytes, IReadOnlyList<byte[]> others, Random random)
    {
        var changed = bytes;
        for (var times = random.Next(8) == 0 ? random.Next(2, 5) : 1; times > 0; times--)
        {
            changed = Once(changed, others, random);
        }
        return changed;
    }

    /// <summary>Finds the first byte that differs; the shorter length when one is a part of the other.</summary>
    public static int FirstDifference(byte[] one, byte[] other) => one.AsSpan().CommonPrefixLength(other);

    private static byte[] Once(byte[] bytes, IReadOnlyList<byte[]> others, Random random)
    {
        var from = random.Next(bytes.Length + 1);
        var length = Math.Min(bytes.Length - from, Length(random));
        var donor = others[random.Next(others.Count)];
        return random.Next(8) switch
        {
            0 => FlipBits(bytes, random),
            1 => bytes[..from],
            2 => Write(bytes, from, new byte[length]),
            3 => Write(bytes, from, Block(bytes, length, random)),
            4 => [.. bytes[..from], .. Block(bytes, length, random), .. bytes[from..]],
            5 => [.. bytes[..from], .. bytes[(from + length)..]],
            6 => Write(bytes, from, Same(donor, from, length)),
            _ => Forge(bytes, random),
        };
    }

    // From single bytes over sectors to most of a segment.
    private static int Length(Random random) => 1 << random.Next(1, 17);

    private static byte[] FlipBits(byte[] bytes, Random random)
    {
        var changed = bytes.ToArray();
        for (var flips = changed.Length == 0 ? 0 : random.Next(1, 9); flips > 0; flips--)
        {
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        }
        return changed;
    }

    private static byte[] Write(byte[] bytes, int offset, ReadOnlySpan<byte> block)
    {
        var changed = bytes.ToArray();
        block[..Math.Min(block.Length, bytes.Length - offset)].CopyTo(changed.AsSpan(offset));
        return changed;
    }

    private static byte[] Block(byte[] bytes, int length, Random random)
    {
        var from = random.Next(bytes.Length - Math.Min(length, bytes.Length) + 1);
        return bytes[from..Math.Min(bytes.Length, from + length)];
    }

    private static byte[] Same(byte[] donor, int offset, int length)
    {
        var from = Math.Min(offset, donor.Length);
        return donor[from..Math.Min(donor.Length, from + length)];
    }

    // Changes a field of a frame's header, or of the segment's, and closes it with its checksum.
    private static byte[] Forge(byte[] bytes, Random random)
    {
        var behind = random.Next(bytes.Length + 1);
        var found = bytes.AsSpan(behind).IndexOf("BSTF"u8);
        var start = random.Next(4) == 0 || found < 0 ? 0 : behind + found;
        var length = start == 0 ? 168 : 44;
        if (start + length > bytes.Length)
        {
            return FlipBits(bytes, random);
        }
        var changed = bytes.ToArray();
        var field = new byte[random.Next(1, 9)];
        random.NextBytes(field);
        var header = changed.AsSpan(start, length);
        field.CopyTo(header[random.Next(4, length - 4 - field.Length)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[^4..], Bits.Crc(header[..^4]));
        return changed;
    }
}
