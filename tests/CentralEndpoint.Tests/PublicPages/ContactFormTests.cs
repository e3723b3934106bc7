using CentralEndpoint.PublicPages;

namespace CentralEndpoint.Tests.PublicPages;

[TestClass]
public sealed class ContactFormTests
{
    private const string Name = "Write your name";
    private const string Email = "Write your email address";
    private const string Phone = "Write the phone number";
    private const string Kind = "Choose what it is about";
    private const string Message = "Write a message";

    [TestMethod]
    public void What_people_write_is_right()
    {
        Assert.IsEmpty(Of().Check());
        Assert.IsEmpty(Of(name: new string('x', 200), message: new string('x', 4000)).Check());
        Assert.IsEmpty(Of(name: "محمد رضا", phone: "+41 (0)44 000 00 00", message: "Ça va?\n\tBien 🙂").Check());
    }

    [TestMethod]
    [DataRow("", Name)]
    [DataRow("a\nb", Name)]
    [DataRow("a\u0000b", Name)]
    [DataRow("a\u0085b", Name)]
    [DataRow("Zoë\u202Eneyugn", Name)]
    public void A_name_that_is_none_is_told(string name, string fault) => AssertFault(Of(name: name), fault);

    [TestMethod]
    [DataRow("")]
    [DataRow("zoe")]
    [DataRow("zoe@")]
    [DataRow("@customer.example")]
    [DataRow("zoe@customer.example\r\nBcc: all@customer.example")]
    [DataRow("Zoe <zoe@customer.example>")]
    [DataRow("\"a b\"@customer.example")]
    [DataRow("zoe@customer.example,ben@customer.example")]
    [DataRow("zoe @customer.example")]
    public void An_address_that_is_none_is_told(string email) => AssertFault(Of(email: email), Email);

    [TestMethod]
    public void What_is_too_long_is_told()
    {
        AssertFault(Of(name: new string('x', 201)), Name);
        AssertFault(Of(email: new string('x', 310) + "@a.example"), null);
        AssertFault(Of(email: new string('x', 311) + "@a.example"), Email);
        AssertFault(Of(phone: new string('1', 41)), Phone);
        AssertFault(Of(message: new string('x', 4001)), Message);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("Access")]
    [DataRow("done")]
    public void A_kind_that_is_none_is_told(string kind) => AssertFault(Of(kind: kind), Kind);

    [TestMethod]
    [DataRow("")]
    [DataRow("a\u001b[2Jb")]
    [DataRow("a\u2066b")]
    public void A_message_that_is_none_is_told(string message) => AssertFault(Of(message: message), Message);

    [TestMethod]
    public void A_phone_number_may_be_left_out_and_is_one_line()
    {
        Assert.IsNull(Of(phone: "").ToContent().Phone);
        Assert.AreEqual("1", Of(phone: "1").ToContent().Phone);
        AssertFault(Of(phone: "1\n2"), Phone);
    }

    private static void AssertFault(ContactForm form, string? fault)
    {
        if (fault is null)
        {
            Assert.IsEmpty(form.Check());
            return;
        }

        Assert.StartsWith(fault, Assert.ContainsSingle(form.Check()));
    }

    private static ContactForm Of(
        string name = "Zoë",
        string email = "zoe@customer.example",
        string phone = "",
        string kind = "access",
        string message = "Hello"
    ) =>
        new()
        {
            Name = name,
            Email = email,
            Phone = phone,
            Kind = kind,
            Message = message,
        };
}
