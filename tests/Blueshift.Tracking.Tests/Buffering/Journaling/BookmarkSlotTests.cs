using System.Buffers.Binary;
using System.Text;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

[TestClass]
public sealed class BookmarkSlotTests
{
    private static readonly BookmarkSlot Slot = new()
    {
        Generation = 0x0102030405060708,
        JournalId = Guid.Parse("01234567-89ab-7cde-8f01-23456789abcd"),
        SettledThrough = 1000,
        Ranges = [new SequenceRange(1002, 1002), new SequenceRange(1010, 1259)],
        LastAcknowledged = DateTimeOffset.FromUnixTimeMilliseconds(0x0102030405),
        Dropped = [1, 2, 3, 4, 5, 6, 7, 8],
        Parked = new SideMark(1, 2, 3, 4),
        DeadLetters = new SideMark(5, 6, 7, 8),
        GivenUp = new SideMark(9, 10, 11, 0x0A0B0C0D),
        Owner = new BufferOwner("acme-prod", "tracking.vendor.example"),
    };

    [TestMethod]
    public void Every_byte_stands_where_the_page_says()
    {
        var bytes = Bytes(Slot);

        Assert.HasCount(4096, bytes);
        Assert.AreEqual("4253544d41524b0a", Hex(bytes, 0, 8));
        Assert.AreEqual("0100" + "0200" + "00000000", Hex(bytes, 8, 8));
        Assert.AreEqual("0807060504030201", Hex(bytes, 16, 8));
        Assert.AreEqual("0123456789ab7cde8f0123456789abcd", Hex(bytes, 24, 16));
        Assert.AreEqual("e803000000000000", Hex(bytes, 40, 8));
        Assert.AreEqual("0504030201000000", Hex(bytes, 48, 8));
        for (var reason = 0; reason < 8; reason++)
        {
            Assert.AreEqual(reason + 1, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(56 + (8 * reason))));
        }
        Assert.AreEqual("01000000020000000300000004000000", Hex(bytes, 120, 16));
        Assert.AreEqual("05000000060000000700000008000000", Hex(bytes, 136, 16));
        Assert.AreEqual("090000000a0000000b0000000d0c0b0a", Hex(bytes, 152, 16));
        Assert.AreEqual("0900" + "1700", Hex(bytes, 168, 4));
        Assert.AreEqual("acme-prod".PadRight(64, '\0'), Encoding.ASCII.GetString(bytes, 172, 64));
        Assert.AreEqual("tracking.vendor.example".PadRight(256, '\0'), Encoding.ASCII.GetString(bytes, 236, 256));
        Assert.AreEqual(new string('0', 40), Hex(bytes, 492, 20));
        Assert.AreEqual("0200000001000000" + "0a000000fa000000" + "0000000000000000", Hex(bytes, 512, 24));
        Assert.AreEqual(Bits.Crc(bytes.AsSpan(0, 4092)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4092)));
    }

    [TestMethod]
    public void It_reads_what_it_wrote() => AssertSame(Slot, BookmarkSlot.TryRead(Bytes(Slot)));

    [TestMethod]
    public void The_most_ranges_the_longest_names_and_no_acknowledgement_fit()
    {
        var full = Slot with
        {
            Ranges = Enumerable
                .Range(0, 256)
                .Select(index => new SequenceRange(1002 + (2 * index), 1002 + (2 * index)))
                .ToList(),
            LastAcknowledged = null,
            Owner = new BufferOwner(new string('i', 64), new string('h', 256)),
        };

        AssertSame(full, BookmarkSlot.TryRead(Bytes(full)));
    }

    [TestMethod]
    public void A_host_longer_than_its_field_is_cut()
    {
        var read = BookmarkSlot.TryRead(
            Bytes(Slot with { Owner = new BufferOwner("acme-prod", new string('h', 300)) })
        );

        Assert.AreEqual(new BufferOwner("acme-prod", new string('h', 256)), read!.Owner);
    }

    [TestMethod]
    public void No_flipped_bit_is_read_and_none_passes_for_a_later_version()
    {
        var bytes = Bytes(Slot);
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.IsNull(BookmarkSlot.TryRead(bytes));
            Assert.IsFalse(
                BookmarkSlot.IsNewer(bytes),
                "A bit that rots must not leave a whole journal alone for ever."
            );
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [TestMethod]
    public void A_later_version_is_known_as_such_and_not_read()
    {
        var later = Bits.Forge(Bytes(Slot), 8, 2, 0);

        Assert.IsNull(BookmarkSlot.TryRead(later));
        Assert.IsTrue(BookmarkSlot.IsNewer(later));
        Assert.IsFalse(BookmarkSlot.IsNewer(Bytes(Slot)));
    }

    [TestMethod]
    public void A_part_of_a_slot_or_a_blank_one_is_none()
    {
        Assert.IsNull(BookmarkSlot.TryRead(new byte[4096]));
        foreach (var length in new[] { 0, 1, 8, 9, 10, 512, 4095 })
        {
            Assert.IsNull(BookmarkSlot.TryRead(Bytes(Slot).AsSpan(0, length)));
            Assert.IsFalse(BookmarkSlot.IsNewer(Bytes(Slot).AsSpan(0, length)));
        }
    }

    [TestMethod]
    [DataRow(new byte[] { 0, 0, 0, 0, 0, 0, 0, 128 }, DisplayName = "below zero")]
    [DataRow(new byte[] { 0, 0, 0, 0, 0, 0, 32, 0 }, DisplayName = "above the highest sequence")]
    public void A_settled_sequence_out_of_its_range_is_refused(byte[] change) =>
        Assert.IsNull(BookmarkSlot.TryRead(Bits.Forge(Bytes(Slot), 40, change)));

    // Closed by whoever changed it: what is read is inside its field, and nothing throws.
    [TestMethod]
    public void Whatever_a_closed_slot_says_reading_it_never_throws()
    {
        var random = new Random(11);
        for (var round = 0; round < 2000; round++)
        {
            var change = new byte[random.Next(1, 20)];
            random.NextBytes(change);
            var read = BookmarkSlot.TryRead(Bits.Forge(Bytes(Slot), random.Next(10, 600), change));

            Assert.IsTrue(read is null || read.Ranges.Count <= 256);
            Assert.IsTrue(read is null || read.Owner.InstanceId.Length <= 64);
        }
    }

    [TestMethod]
    public void A_mark_of_a_side_journal_is_four_numbers()
    {
        var bytes = new byte[SideMark.Length];
        new SideMark(0x01020304, 0x11121314, 0x21222324, 0x31323334).Write(bytes);

        Assert.AreEqual("04030201" + "14131211" + "24232221" + "34333231", Convert.ToHexStringLower(bytes));
        Assert.AreEqual(new SideMark(0x01020304, 0x11121314, 0x21222324, 0x31323334), SideMark.Read(bytes));
    }

    private static void AssertSame(BookmarkSlot expected, BookmarkSlot? read)
    {
        Assert.AreSequenceEqual(expected.Ranges, read!.Ranges);
        Assert.AreSequenceEqual(expected.Dropped, read.Dropped);
        Assert.AreEqual(expected, read with { Ranges = expected.Ranges, Dropped = expected.Dropped });
    }

    private static byte[] Bytes(BookmarkSlot slot)
    {
        var bytes = new byte[BookmarkSlot.Length];
        slot.Write(bytes);
        return bytes;
    }

    private static string Hex(byte[] bytes, int offset, int length) =>
        Convert.ToHexStringLower(bytes.AsSpan(offset, length));
}
