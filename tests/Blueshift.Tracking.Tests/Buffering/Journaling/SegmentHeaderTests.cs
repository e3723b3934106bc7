using System.Buffers.Binary;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

[TestClass]
public sealed class SegmentHeaderTests
{
    private static readonly SegmentHeader Header = new()
    {
        Stream = JournalStream.DeadLetters,
        Identity = new SegmentIdentity(
            Guid.Parse("01234567-89ab-7cde-8f01-23456789abcd"),
            Guid.Parse("11223344-5566-7788-99aa-bbccddeeff00"),
            0x0A0B0C0D
        ),
        EpochId = Guid.Parse("21223344-5566-7788-99aa-bbccddeeff00"),
        Salt = KeyFiles.Bytes(0x30),
        Commitment = KeyFiles.Bytes(0x60),
        First = 0x0102030405060708,
        PreviousId = Guid.Parse("31223344-5566-7788-99aa-bbccddeeff00"),
        PreviousFrames = 0x1A1B1C1D,
        Made = DateTimeOffset.FromUnixTimeMilliseconds(0x0102030405),
    };

    [TestMethod]
    public void Every_byte_stands_where_the_page_says()
    {
        var bytes = Bytes();

        Assert.HasCount(168, bytes);
        Assert.AreEqual("4253545345470d0a", Hex(bytes, 0, 8));
        Assert.AreEqual("0100", Hex(bytes, 8, 2));
        Assert.AreEqual("0300", Hex(bytes, 10, 2));
        Assert.AreEqual("0d0c0b0a", Hex(bytes, 12, 4));
        Assert.AreEqual("0123456789ab7cde8f0123456789abcd", Hex(bytes, 16, 16));
        Assert.AreEqual("112233445566778899aabbccddeeff00", Hex(bytes, 32, 16));
        Assert.AreEqual("212233445566778899aabbccddeeff00", Hex(bytes, 48, 16));
        Assert.AreEqual(Convert.ToHexStringLower(KeyFiles.Bytes(0x30)), Hex(bytes, 64, 32));
        Assert.AreEqual(Convert.ToHexStringLower(KeyFiles.Bytes(0x60)), Hex(bytes, 96, 32));
        Assert.AreEqual("0807060504030201", Hex(bytes, 128, 8));
        Assert.AreEqual("312233445566778899aabbccddeeff00", Hex(bytes, 136, 16));
        Assert.AreEqual("1d1c1b1a", Hex(bytes, 152, 4));
        Assert.AreEqual("0504030201000000", Hex(bytes, 156, 8));
        Assert.AreEqual(Bits.Crc(bytes.AsSpan(0, 164)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(164)));
    }

    [TestMethod]
    [DataRow((byte)1)]
    [DataRow((byte)2)]
    [DataRow((byte)3)]
    [DataRow((byte)4)]
    public void It_reads_what_it_wrote_for_every_stream(byte stream)
    {
        var bytes = new byte[SegmentHeader.Length + 5];
        (Header with { Stream = (JournalStream)stream }).Write(bytes);
        var read = SegmentHeader.TryRead(bytes)!;

        Assert.AreEqual(stream, bytes[10]);
        Assert.AreSequenceEqual(Header.Salt.ToArray(), read.Salt.ToArray());
        Assert.AreSequenceEqual(Header.Commitment.ToArray(), read.Commitment.ToArray());
        Assert.AreEqual(
            Header with
            {
                Stream = (JournalStream)stream,
            },
            read with
            {
                Salt = Header.Salt,
                Commitment = Header.Commitment,
            }
        );
    }

    [TestMethod]
    public void No_flipped_bit_is_read_and_none_passes_for_a_later_version()
    {
        foreach (var flipped in Bits.Flips(Bytes()))
        {
            Assert.IsNull(SegmentHeader.TryRead(flipped));
            Assert.IsFalse(
                SegmentHeader.IsNewer(flipped),
                "A bit that rots must not leave a whole journal alone for ever."
            );
        }
    }

    [TestMethod]
    public void A_part_of_a_header_is_none()
    {
        for (var length = 0; length < SegmentHeader.Length; length++)
        {
            Assert.IsNull(SegmentHeader.TryRead(Bytes().AsSpan(0, length)));
            Assert.IsFalse(SegmentHeader.IsNewer(Bytes().AsSpan(0, length)));
        }
    }

    [TestMethod]
    public void A_later_version_is_known_as_such_and_not_read()
    {
        var later = Bits.Forge(Bytes(), 8, 2, 0);

        Assert.IsNull(SegmentHeader.TryRead(later));
        Assert.IsTrue(SegmentHeader.IsNewer(later));
        Assert.IsFalse(SegmentHeader.IsNewer(Bytes()));
    }

    [TestMethod]
    [DataRow(8, new byte[] { 0, 0 }, DisplayName = "version 0")]
    [DataRow(156, new byte[] { 0, 0, 0, 0, 0, 0, 0, 127 }, DisplayName = "a time beyond all dates")]
    [DataRow(156, new byte[] { 0, 0, 0, 0, 0, 0, 0, 128 }, DisplayName = "a time before all dates")]
    public void Numbers_out_of_their_range_are_refused(int offset, byte[] change) =>
        Assert.IsNull(SegmentHeader.TryRead(Bits.Forge(Bytes(), offset, change)));

    private static byte[] Bytes()
    {
        var bytes = new byte[SegmentHeader.Length];
        Header.Write(bytes);
        return bytes;
    }

    private static string Hex(byte[] bytes, int offset, int length) =>
        Convert.ToHexStringLower(bytes.AsSpan(offset, length));
}
