using System.Text;

namespace TenantApp.Tests.Support;

[TestClass]
public sealed class LeakTests
{
    private const string Value = "mail.canary@customer.example";

    [TestMethod]
    [DataRow("xx mail.canary@customer.example yy")]
    [DataRow("xx MAIL.CANARY@CUSTOMER.EXAMPLE yy")]
    [DataRow("?e=mail.canary%40customer.example")]
    public void Is_found_as_text(string text)
    {
        Assert.IsTrue(Leak.IsIn(Encoding.UTF8.GetBytes(text), Value));
        Assert.IsTrue(Leak.IsIn(Encoding.Unicode.GetBytes(text), Value));
        Assert.IsTrue(Leak.IsIn(Encoding.BigEndianUnicode.GetBytes(text), Value));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("a")]
    [DataRow("ab")]
    public void Is_found_in_base64_at_any_offset(string before)
    {
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
        {
            var text = Convert.ToBase64String([.. Encoding.ASCII.GetBytes(before), .. encoding.GetBytes(Value), 1, 2]);
            Assert.IsTrue(Leak.IsIn(Encoding.ASCII.GetBytes(text), Value), encoding.EncodingName);
        }
    }

    [TestMethod]
    public void Is_not_found_where_it_is_not() => Assert.IsFalse(Leak.IsIn("mail.canary at customer.example"u8, Value));
}
