using System.Buffers.Binary;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

[TestClass]
public sealed class FrameHeaderTests
{
    private static readonly FrameHeader Header = new()
    {
        IsEnd = false,
        Index = 0x0A0B0C0D,
        Flushed = 0x1A1B1C1D,
        First = 0x00020304_05060708,
        Count = 0x0102,
        PlainLength = 0x020304,
        UnixMilliseconds = 0x0102030405,
    };

    [TestMethod]
    public void Every_byte_stands_where_the_page_says()
    {
        var bytes = Bytes(Header);

        Assert.AreEqual(
            "42535446" // BSTF
                + "01" // version
                + "01" // data
                + "0000"
                + "0d0c0b0a" // index
                + "1d1c1b1a" // flushed
                + "0807060504030200" // first
                + "02010000" // count
                + "04030200" // length
                + "0504030201000000", // time
            Convert.ToHexStringLower(bytes.AsSpan(0, 40))
        );
        Assert.AreEqual(Bits.Crc(bytes.AsSpan(0, 40)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(40)));
        Assert.HasCount(44, bytes);
        Assert.AreEqual(2, Bytes(Header with { IsEnd = true, Count = 0 })[5]);
    }

    [TestMethod]
    public void It_reads_what_it_wrote()
    {
        Assert.IsTrue(FrameHeader.TryRead(Bytes(Header), out var read));
        Assert.AreEqual(Header, read);
        Assert.AreEqual(Header.First + Header.Count - 1, read.Last);
        Assert.AreEqual(44 + 12 + Header.PlainLength + 16, read.TotalLength);

        var end = Header with { IsEnd = true, Count = 0, PlainLength = 0 };
        Assert.IsTrue(FrameHeader.TryRead(Bytes(end), out read));
        Assert.AreEqual(end, read);
        Assert.AreEqual(end.First - 1, read.Last);
    }

    [TestMethod]
    public void No_flipped_bit_and_no_part_is_read()
    {
        var bytes = Bytes(Header);

        Assert.IsTrue(Bits.Flips(bytes).All(flipped => !FrameHeader.TryRead(flipped, out _)));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.IsFalse(FrameHeader.TryRead(bytes.AsSpan(0, length), out _));
        }
    }

    [TestMethod]
    [DataRow(24, 1024u, true)]
    [DataRow(24, 1025u, false)]
    [DataRow(24, 0u, false, DisplayName = "a data frame of nothing")]
    [DataRow(24, 0xFFFFFFFFu, false)]
    [DataRow(28, 262_144u, true)]
    [DataRow(28, 262_145u, false)]
    [DataRow(28, 0u, true)]
    [DataRow(28, 0xFFFFFFFFu, false)]
    [DataRow(28, 0x80000000u, false)]
    public void Counts_and_lengths_keep_to_the_page(int offset, uint value, bool isRead)
    {
        var change = BitConverter.GetBytes(value);

        Assert.AreEqual(isRead, FrameHeader.TryRead(Bits.Forge(Bytes(Header), offset, change), out _));
    }

    [TestMethod]
    [DataRow(4, new byte[] { 2 }, DisplayName = "version 2")]
    [DataRow(4, new byte[] { 0 }, DisplayName = "version 0")]
    [DataRow(5, new byte[] { 0 }, DisplayName = "kind 0")]
    [DataRow(5, new byte[] { 3 }, DisplayName = "kind 3")]
    [DataRow(5, new byte[] { 2 }, DisplayName = "an end frame with activities")]
    [DataRow(16, new byte[] { 0, 0, 0, 0, 0, 0, 0, 0 }, DisplayName = "sequence 0")]
    [DataRow(16, new byte[] { 0, 0, 0, 0, 0, 0, 0, 128 }, DisplayName = "a negative sequence")]
    [DataRow(16, new byte[] { 255, 255, 255, 255, 255, 255, 255, 127 }, DisplayName = "a sequence without a next")]
    [DataRow(32, new byte[] { 0, 0, 0, 0, 0, 0, 0, 127 }, DisplayName = "a time beyond all dates")]
    [DataRow(32, new byte[] { 0, 0, 0, 0, 0, 0, 0, 128 }, DisplayName = "a time before all dates")]
    public void Numbers_out_of_their_range_are_refused(int offset, byte[] change) =>
        Assert.IsFalse(FrameHeader.TryRead(Bits.Forge(Bytes(Header), offset, change), out _));

    private static byte[] Bytes(FrameHeader header)
    {
        var bytes = new byte[FrameHeader.Length];
        header.Write(bytes);
        return bytes;
    }
}
