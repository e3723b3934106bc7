using System.Security.Cryptography;
using System.Text;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Tests.Storage;

[TestClass]
public sealed class RequestSealerTests
{
    private readonly RequestSealer _sealer = new(
        new MasterKey(Enumerable.Range(0, 32).Select(static n => (byte)n).ToArray())
    );

    [TestMethod]
    [DataRow("+41 44 000 00 00", "What do you hold of me?\n<b>Zoë</b> 🙂")]
    [DataRow(null, "")]
    public void What_was_sealed_opens_and_never_looks_the_same_twice(string? phone, string text)
    {
        var content = new RequestContent("Zoë Nguyen", "zoe@customer.example", phone, text);
        var first = _sealer.Seal(12, content);

        var opened = _sealer.Open(12, first);

        Assert.AreEqual(
            ("Zoë Nguyen", "zoe@customer.example", phone, text),
            (opened.Name, opened.Email, opened.Phone, opened.Text)
        );
        Assert.AreNotSequenceEqual(first, _sealer.Seal(12, content));
        Assert.IsLessThan(0, first.AsSpan().IndexOf(Encoding.UTF8.GetBytes("customer.example")));
    }

    [TestMethod]
    public void A_box_that_was_changed_cut_or_moved_does_not_open()
    {
        var box = _sealer.Seal(12, new RequestContent("Zoë", "zoe@customer.example", phone: null, "Hello"));

        Assert.Throws<CryptographicException>(() => _sealer.Open(13, box));
        for (var at = 0; at < box.Length; at++)
        {
            var changed = box.ToArray();
            changed[at] ^= 1;
            Assert.Throws<CryptographicException>(() => _sealer.Open(12, changed));
            Assert.Throws<CryptographicException>(() => _sealer.Open(12, box.AsSpan(0, at)));
        }
    }

    [TestMethod]
    public void Another_master_key_opens_nothing_and_neither_does_the_key_of_the_people()
    {
        var key = new MasterKey(new byte[32]);
        var box = _sealer.Seal(12, new RequestContent("Zoë", "zoe@customer.example", phone: null, "Hello"));

        Assert.Throws<CryptographicException>(() => new RequestSealer(key).Open(12, box));
        Assert.AreNotSequenceEqual(key.Derive("request", MasterKey.Length), key.Derive("profile", MasterKey.Length));
    }

    [TestMethod]
    public void What_was_written_is_printed_nowhere()
    {
        var content = new RequestContent("Zoë", "zoe@customer.example", phone: null, "Hello");

        Assert.AreEqual(typeof(RequestContent).FullName, content.ToString());
    }
}
