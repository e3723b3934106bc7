using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Transport;

[TestClass]
public sealed class ProxySettingTests
{
    [TestMethod]
    [DataRow("system", true, "system")]
    [DataRow("System", true, "system")]
    [DataRow("NONE", false, "none")]
    [DataRow("http://proxy.example:3128", true, "proxy.example")]
    [DataRow("http://user:hunter2@proxy.example:3128", true, "proxy.example")]
    public void A_valid_setting_is_used_and_described_without_its_password(string proxy, bool isUsed, string described)
    {
        Assert.IsTrue(ProxySetting.IsValid(proxy));
        Assert.AreEqual(isUsed, ProxySetting.IsUsed(proxy));
        Assert.AreEqual(described, ProxySetting.Describe(proxy));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(null)]
    [DataRow("proxy.example:3128")]
    [DataRow("socks5://proxy.example")]
    public void Anything_else_is_refused(string? proxy) => Assert.IsFalse(ProxySetting.IsValid(proxy));

    [TestMethod]
    public void A_user_name_and_password_are_given_to_the_proxy()
    {
        var proxy = ProxySetting.Address("http://us%40er:p%3Aw@proxy.example:3128")!;

        Assert.AreEqual("http://proxy.example:3128/", proxy.Address!.ToString());
        var credential = proxy.Credentials!.GetCredential(proxy.Address, "Basic")!;
        Assert.AreEqual(("us@er", "p:w"), (credential.UserName, credential.Password));
        Assert.IsNull(ProxySetting.Address("http://proxy.example:3128")!.Credentials);
    }
}
