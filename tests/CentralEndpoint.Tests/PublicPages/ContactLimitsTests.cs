using System.Net;
using CentralEndpoint.PublicPages;

namespace CentralEndpoint.Tests.PublicPages;

[TestClass]
public sealed class ContactLimitsTests
{
    [TestMethod]
    [DataRow("192.0.2.1", "192.0.2.1", "192.0.2.2")]
    [DataRow("192.0.2.1", "::ffff:192.0.2.1", "::ffff:192.0.2.2")]
    [DataRow("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")]
    public void So_many_come_from_one_address_and_another_has_its_own(string address, string same, string other)
    {
        using var limits = new ContactLimits();

        Assert.AreEqual(ContactLimits.OfAddress, Entered(limits, address, ContactLimits.OfAddress + 1));
        Assert.AreEqual(0, Entered(limits, same, 1));
        Assert.AreEqual(1, Entered(limits, other, 1));
    }

    [TestMethod]
    public void So_many_come_in_all_whoever_sends_them()
    {
        using var limits = new ContactLimits();

        Assert.AreEqual(
            ContactLimits.InAll,
            Enumerable.Range(0, ContactLimits.InAll + 5).Sum(number => Entered(limits, $"198.51.{number}.1", 1))
        );
    }

    [TestMethod]
    public void A_proxy_on_this_machine_is_not_one_sender()
    {
        using var limits = new ContactLimits();

        Assert.AreEqual(ContactLimits.InAll, Entered(limits, "127.0.0.1", ContactLimits.InAll + 1));
        Assert.AreEqual(0, Entered(limits, "192.0.2.1", 1));
    }

    [TestMethod]
    public void Whom_the_limit_of_an_address_refuses_takes_nothing_from_the_others()
    {
        using var limits = new ContactLimits();
        Entered(limits, "192.0.2.1", ContactLimits.InAll * 2);

        Assert.AreEqual(1, Entered(limits, "192.0.2.2", 1));
    }

    private static int Entered(ContactLimits limits, string address, int times) =>
        Enumerable.Range(0, times).Count(_ => limits.TryEnter(IPAddress.Parse(address)));
}
