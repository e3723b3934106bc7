using System.Text;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Sealing;

[TestClass]
public sealed class Crc32CTests
{
    [TestMethod]
    public void It_passes_the_vectors_of_the_standard()
    {
        Assert.AreEqual(0x8A9136AAu, Crc32C.Of(new byte[32]));
        Assert.AreEqual(0x62A8AB43u, Crc32C.Of(Enumerable.Repeat((byte)0xFF, 32).ToArray()));
        Assert.AreEqual(0x46DD794Eu, Crc32C.Of(KeyFiles.Bytes(0)));
        Assert.AreEqual(0x113FDB5Cu, Crc32C.Of(KeyFiles.Bytes(0).Reverse().ToArray()));
        Assert.AreEqual(0xE3069283u, Crc32C.Of(Encoding.ASCII.GetBytes("123456789")));
        Assert.AreEqual(0u, Crc32C.Of([]));
    }

    [TestMethod]
    public void It_is_the_same_bit_by_bit_for_every_length_and_alignment()
    {
        var bytes = KeyFiles.Bytes(3, 100);
        for (var from = 0; from < 9; from++)
        {
            for (var to = from; to <= bytes.Length; to++)
            {
                Assert.AreEqual(Bits.Crc(bytes.AsSpan(from..to)), Crc32C.Of(bytes.AsSpan(from..to)));
            }
        }
    }

    [TestMethod]
    public void What_is_closed_fits_and_no_flipped_bit_of_it_does()
    {
        var bytes = KeyFiles.Bytes(3, 50);
        Crc32C.Close(bytes);

        Assert.IsTrue(Crc32C.Fits(bytes));
        Assert.IsTrue(Bits.Flips(bytes).All(flipped => !Crc32C.Fits(flipped)));
        Assert.IsFalse(Crc32C.Fits([]));
        Assert.IsFalse(Crc32C.Fits([1, 2, 3]));
    }
}
