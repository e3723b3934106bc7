using System.Buffers.Binary;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Sealing;

[TestClass]
public sealed class EpochFileTests
{
    private static readonly Guid Epoch = Guid.Parse("01234567-89ab-7cde-8f01-23456789abcd");
    private static readonly DateTimeOffset Made = DateTimeOffset.FromUnixTimeMilliseconds(0x0102030405);

    [TestMethod]
    public void Every_byte_stands_where_the_page_says()
    {
        var file = File();

        Assert.AreEqual(
            "42535445504f4348" // BSTEPOCH
                + "0100" // version
                + "0200" // length of the key id
                + "31000000" // length of the wrapped key
                + "0504030201000000" // time made
                + "0123456789ab7cde8f0123456789abcd" // epoch id
                + "6b31" // "k1"
                + Convert.ToHexStringLower(KeyFiles.Bytes(7, 49)),
            Convert.ToHexStringLower(file)[..^8]
        );
        Assert.AreEqual(
            Bits.Crc(file.AsSpan(..^4)),
            BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(file.Length - 4))
        );
    }

    [TestMethod]
    public void It_reads_what_it_wrote()
    {
        var key = EpochFile.TryRead(File(), Epoch, out var made);

        Assert.AreEqual("k1", key!.KeyId);
        Assert.AreSequenceEqual(KeyFiles.Bytes(7, 49), key.Bytes.ToArray());
        Assert.AreEqual(Made, made);
    }

    [TestMethod]
    public void The_longest_one_has_the_length_that_is_read_at_most()
    {
        var longest = new WrappedJournalKey(
            new string('k', WrappedJournalKey.MaxKeyIdLength),
            new byte[WrappedJournalKey.MaxBytes]
        );
        var file = EpochFile.Write(Epoch, Made, longest);

        Assert.HasCount(EpochFile.MaxLength, file);
        Assert.AreEqual(longest.KeyId, EpochFile.TryRead(file, Epoch, out _)?.KeyId);
    }

    [TestMethod]
    public void No_flipped_bit_and_no_other_length_is_read()
    {
        var file = File();

        foreach (var flipped in Bits.Flips(file))
        {
            Assert.IsNull(EpochFile.TryRead(flipped, Epoch, out _));
        }
        for (var length = 0; length < file.Length; length++)
        {
            Assert.IsNull(EpochFile.TryRead(file.AsSpan(0, length), Epoch, out _));
        }
        Assert.IsNull(EpochFile.TryRead([.. file, 0], Epoch, out _));
    }

    [TestMethod]
    public void A_file_of_another_epoch_is_not_read() => Assert.IsNull(EpochFile.TryRead(File(), Guid.Empty, out _));

    // Closed by whoever changed it, so that the checksum is no help.
    [TestMethod]
    [DataRow(0, new byte[] { 0 }, DisplayName = "another kind of file")]
    [DataRow(8, new byte[] { 2, 0 }, DisplayName = "a later version")]
    [DataRow(10, new byte[] { 0, 0 }, DisplayName = "no key id")]
    [DataRow(10, new byte[] { 3, 0 }, DisplayName = "a key id one longer")]
    [DataRow(10, new byte[] { 255, 255 }, DisplayName = "a key id beyond the file")]
    [DataRow(12, new byte[] { 0, 0, 0, 0 }, DisplayName = "no key")]
    [DataRow(12, new byte[] { 255, 255, 255, 127 }, DisplayName = "the longest key")]
    [DataRow(12, new byte[] { 255, 255, 255, 255 }, DisplayName = "a negative length")]
    [DataRow(16, new byte[] { 0, 0, 0, 0, 0, 0, 0, 127 }, DisplayName = "a time beyond all dates")]
    [DataRow(16, new byte[] { 0, 0, 0, 0, 0, 0, 0, 128 }, DisplayName = "a time before all dates")]
    [DataRow(40, new byte[] { 0, 31 }, DisplayName = "a key id that is no text")]
    public void Numbers_out_of_their_range_are_refused(int offset, byte[] change) =>
        Assert.IsNull(EpochFile.TryRead(Bits.Forge(File(), offset, change), Epoch, out _));

    private static byte[] File() => EpochFile.Write(Epoch, Made, new WrappedJournalKey("k1", KeyFiles.Bytes(7, 49)));
}
