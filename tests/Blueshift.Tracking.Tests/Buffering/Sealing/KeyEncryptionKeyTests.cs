using System.Security.Cryptography;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Sealing;

[TestClass]
public sealed class KeyEncryptionKeyTests
{
    // Made by another implementation of RFC 5649 and RFC 5869, from the key 01 02 … 20 and the data key 64 65 … 83.
    private const string Wrapped =
        "01f84d6e706282e2f7bf9e24e5079b89d656d1959f2cf2041ee2e8be81049248f9d582d1ec9d14e455566120c414d481b0";

    private static readonly byte[] DataKey = KeyFiles.Bytes(100);

    [TestMethod]
    public void The_wrapped_form_never_changes()
    {
        using var key = Key(KeyFiles.Bytes(1));

        Assert.AreEqual(Wrapped, Convert.ToHexStringLower(key.Wrap(DataKey)));
        Assert.AreEqual(Wrapped[2..18], key.CheckDigits());
        Assert.AreSequenceEqual(DataKey, key.TryUnwrap(Convert.FromHexString(Wrapped)));
    }

    [TestMethod]
    public void No_byte_of_it_may_differ()
    {
        using var key = Key(KeyFiles.Bytes(1));
        var good = Convert.FromHexString(Wrapped);

        for (var index = 0; index < good.Length; index++)
        {
            var bad = good.ToArray();
            bad[index] ^= 0x40;
            Assert.IsNull(key.TryUnwrap(bad), $"Byte {index} differs.");
        }
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(9)]
    [DataRow(48)]
    [DataRow(50)]
    public void Another_length_is_not_unwrapped(int length)
    {
        using var key = Key(KeyFiles.Bytes(1));
        var wrapped = Convert.FromHexString(Wrapped);
        Array.Resize(ref wrapped, length);

        Assert.IsNull(key.TryUnwrap(wrapped));
    }

    [TestMethod]
    public void A_key_that_is_padded_to_the_same_length_is_not_a_data_key()
    {
        using var key = Key(KeyFiles.Bytes(1));
        using var aes = Aes.Create();
        aes.Key = KeyFiles.Bytes(1);
        byte[] wrapped = [.. Convert.FromHexString(Wrapped)[..9], .. aes.EncryptKeyWrapPadded(DataKey.AsSpan(0, 31))];

        Assert.HasCount(Wrapped.Length / 2, wrapped);
        Assert.IsNull(key.TryUnwrap(wrapped));
    }

    [TestMethod]
    [DataRow(16)]
    [DataRow(31)]
    [DataRow(33)]
    public void A_data_key_of_another_length_is_not_wrapped(int length)
    {
        using var key = Key(KeyFiles.Bytes(1));

        Assert.ThrowsExactly<ArgumentException>(() => key.Wrap(new byte[length]));
    }

    [TestMethod]
    public void After_its_end_it_is_the_key_no_more()
    {
        var key = Key(KeyFiles.Bytes(1));

        key.Dispose();

        Assert.IsNull(key.TryUnwrap(Convert.FromHexString(Wrapped)));
        using var zero = Key(new byte[32]);
        Assert.AreEqual(zero.CheckDigits(), key.CheckDigits());
    }

    // RFC 5869, appendices A.1 to A.3: what we derive with does what the standard says.
    [TestMethod]
    [DataRow(
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "000102030405060708090a0b0c",
        "f0f1f2f3f4f5f6f7f8f9",
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    )]
    [DataRow(
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f"
            + "303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f",
        "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f"
            + "909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
        "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf"
            + "e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
            + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
    )]
    [DataRow(
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "",
        "",
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    )]
    public void The_derivation_passes_the_standard_s_own_vectors(string input, string salt, string info, string output)
    {
        var derived = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Convert.FromHexString(input),
            output.Length / 2,
            Convert.FromHexString(salt),
            Convert.FromHexString(info)
        );

        Assert.AreEqual(output, Convert.ToHexStringLower(derived));
    }

    private static KeyEncryptionKey Key(byte[] bytes)
    {
        var files = new CrashingFileSystem();
        files.Put("/key", bytes);
        return KeyEncryptionKey.TryRead(files, "/key")!;
    }
}
