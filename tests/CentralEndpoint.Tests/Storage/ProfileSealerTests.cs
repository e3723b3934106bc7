using System.Security.Cryptography;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Storage;

[TestClass]
public sealed class ProfileSealerTests
{
    private static readonly string s_id = Some.Id(1);
    private readonly ProfileSealer _sealer = new(
        new MasterKey(Enumerable.Range(0, 32).Select(static n => (byte)n).ToArray())
    );

    [TestMethod]
    public void What_was_sealed_opens_and_never_looks_the_same_twice()
    {
        var first = Seal();
        var second = Seal();

        var person = _sealer.Open("acme-prod", s_id, first);

        Assert.AreEqual("Zoë", person.FirstName);
        Assert.AreEqual("Nguyen", person.LastName);
        Assert.AreEqual("zoe@customer.example", person.Email);
        Assert.AreNotSequenceEqual(first, second);
    }

    [TestMethod]
    public void A_box_that_was_changed_or_moved_does_not_open()
    {
        var box = Seal();

        Assert.Throws<CryptographicException>(() => _sealer.Open("globex-prod", s_id, box));
        Assert.Throws<CryptographicException>(() => _sealer.Open("acme-prod", Some.Id(2), box));
        for (var at = 0; at < box.Length; at++)
        {
            var changed = box.ToArray();
            changed[at] ^= 1;
            Assert.Throws<CryptographicException>(() => _sealer.Open("acme-prod", s_id, changed));
        }
    }

    [TestMethod]
    public void Another_master_key_has_another_id_and_opens_nothing()
    {
        var other = new ProfileSealer(new MasterKey(new byte[32]));

        Assert.AreNotEqual(_sealer.KeyId, other.KeyId);
        Assert.Throws<CryptographicException>(() => other.Open("acme-prod", s_id, Seal()));
    }

    [TestMethod]
    [DataRow(" Zoë@Customer.Example ", true)]
    [DataRow("zoe\u0308@customer.example", true)]
    [DataRow("zoe@customer.example", false)]
    [DataRow("zoë@customer.example.", false)]
    public void The_index_finds_an_address_however_it_was_written(string written, bool isSame) =>
        Assert.AreEqual(isSame, _sealer.Index(written).AsSpan().SequenceEqual(_sealer.Index("zoë@customer.example")));

    [TestMethod]
    public void The_index_of_no_address_is_none_and_that_of_another_key_is_another()
    {
        var other = new ProfileSealer(new MasterKey(new byte[32]));

        Assert.IsNull(_sealer.Index("  "));
        Assert.HasCount(32, _sealer.Index("zoe@customer.example")!);
        Assert.AreNotSequenceEqual(_sealer.Index("zoe@customer.example"), other.Index("zoe@customer.example"));
    }

    private byte[] Seal() => _sealer.Seal("acme-prod", s_id, new Profile("Zoë", "Nguyen", "zoe@customer.example"));
}
