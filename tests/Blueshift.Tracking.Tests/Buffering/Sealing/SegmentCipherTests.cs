using System.Security.Cryptography;
using System.Text;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Sealing;

[TestClass]
public sealed class SegmentCipherTests
{
    private static readonly Guid JournalId = Guid.Parse("01234567-89ab-7cde-8f01-23456789abcd");
    private static readonly Guid SegmentId = Guid.Parse("11223344-5566-7788-99aa-bbccddeeff00");
    private static readonly SegmentIdentity Identity = new(JournalId, SegmentId, 7);
    private static readonly byte[] Salt = KeyFiles.Bytes(40);
    private static readonly byte[] Header = KeyFiles.Bytes(80, 44);
    private static readonly byte[] Plain = Encoding.UTF8.GetBytes("something to hide");

    [TestMethod]
    public void What_was_sealed_is_opened()
    {
        using var cipher = Cipher();

        Assert.AreSequenceEqual(Plain, Open(cipher, Header, Seal(cipher)));
        Assert.AreEqual(28, SegmentCipher.Overhead);
    }

    [TestMethod]
    public void Nothing_sealed_is_hidden_and_opened_too()
    {
        using var cipher = Cipher();
        var sealedBytes = new byte[SegmentCipher.Overhead];
        cipher.Seal(Header, [], sealedBytes);

        Assert.IsEmpty(Open(cipher, Header, sealedBytes)!);
    }

    /// <summary>The page alone is followed here: another program derives the same and opens the same.</summary>
    [TestMethod]
    public void Keys_commitment_and_associated_data_are_those_of_the_page()
    {
        using var cipher = Cipher();
        byte[] ids =
        [
            .. Convert.FromHexString("0123456789ab7cde8f0123456789abcd"),
            .. Convert.FromHexString("112233445566778899aabbccddeeff00"),
        ];
        byte[] info = [.. Encoding.ASCII.GetBytes("blueshift-segment-v1"), .. ids];
        var derived = HKDF.DeriveKey(HashAlgorithmName.SHA256, KeyFiles.Bytes(1), 64, Salt, info);
        var sealedBytes = Seal(cipher);
        var plain = new byte[Plain.Length];

        using var aes = new AesGcm(derived.AsSpan(0, 32), 16);
        aes.Decrypt(
            sealedBytes.AsSpan(0, 12),
            sealedBytes.AsSpan(12..^16),
            sealedBytes.AsSpan(sealedBytes.Length - 16),
            plain,
            [1, .. ids, 7, 0, 0, 0, .. Header]
        );

        Assert.AreSequenceEqual(Plain, plain);
        Assert.AreSequenceEqual(derived[32..], cipher.Commitment.ToArray());
    }

    [TestMethod]
    public void No_flipped_bit_of_header_or_bytes_is_opened()
    {
        using var cipher = Cipher();
        var sealedBytes = Seal(cipher);

        Assert.IsTrue(Bits.Flips(Header).All(flipped => Open(cipher, flipped, sealedBytes) is null));
        Assert.IsTrue(Bits.Flips(sealedBytes).All(flipped => Open(cipher, Header, flipped) is null));
    }

    [TestMethod]
    public void A_frame_is_bound_to_its_journal_its_segment_and_its_number()
    {
        using var cipher = Cipher();
        var sealedBytes = Seal(cipher);

        foreach (
            var other in new[]
            {
                Identity with
                {
                    JournalId = SegmentId,
                },
                Identity with
                {
                    SegmentId = JournalId,
                },
                Identity with
                {
                    Number = 8,
                },
            }
        )
        {
            using var another = Cipher(identity: other);
            Assert.IsNull(Open(another, Header, sealedBytes), $"{other}");
        }
    }

    [TestMethod]
    public void The_number_is_bound_although_the_key_does_not_depend_on_it()
    {
        using var cipher = Cipher();
        using var another = Cipher(identity: Identity with { Number = 8 });

        Assert.AreSequenceEqual(cipher.Commitment.ToArray(), another.Commitment.ToArray());
        Assert.IsNull(Open(another, Header, Seal(cipher)));
    }

    [TestMethod]
    public void Another_key_or_salt_shows_in_the_commitment()
    {
        using var cipher = Cipher();
        using var otherKey = Cipher(KeyFiles.Bytes(2));
        using var otherSalt = SegmentCipher.Derive(Key(KeyFiles.Bytes(1)), Identity, KeyFiles.Bytes(41));

        Assert.AreNotEqual(Hex(cipher), Hex(otherKey));
        Assert.AreNotEqual(Hex(cipher), Hex(otherSalt));
        Assert.IsNull(Open(otherKey, Header, Seal(cipher)));
        Assert.IsNull(Open(otherSalt, Header, Seal(cipher)));
    }

    [TestMethod]
    public void The_same_bytes_are_never_sealed_the_same_way()
    {
        using var cipher = Cipher();

        var nonces = Enumerable
            .Range(0, 10_000)
            .Select(_ => Convert.ToHexString(Seal(cipher).AsSpan(0, 12)))
            .ToHashSet();

        Assert.HasCount(10_000, nonces);
    }

    private static SegmentCipher Cipher(byte[]? key = null, SegmentIdentity? identity = null) =>
        SegmentCipher.Derive(Key(key ?? KeyFiles.Bytes(1)), identity ?? Identity, Salt);

    private static DataKey Key(byte[] bytes) => new(Guid.Empty, bytes, DateTimeOffset.UnixEpoch);

    private static string Hex(SegmentCipher cipher) => Convert.ToHexString(cipher.Commitment);

    private static byte[] Seal(SegmentCipher cipher)
    {
        var sealedBytes = new byte[Plain.Length + SegmentCipher.Overhead];
        cipher.Seal(Header, Plain, sealedBytes);
        return sealedBytes;
    }

    private static byte[]? Open(SegmentCipher cipher, byte[] header, byte[] sealedBytes)
    {
        var plain = new byte[sealedBytes.Length - SegmentCipher.Overhead];
        return cipher.TryOpen(header, sealedBytes, plain) ? plain : null;
    }
}
