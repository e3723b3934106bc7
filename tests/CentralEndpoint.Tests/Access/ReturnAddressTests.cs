using CentralEndpoint.Access;

namespace CentralEndpoint.Tests.Access;

/// <summary>Nobody is led to another site by way of a sign-in.</summary>
[TestClass]
public sealed class ReturnAddressTests
{
    [TestMethod]
    [DataRow("/")]
    [DataRow("/seats")]
    [DataRow("/clients?sort=net&day=2026-11-24")]
    [DataRow("/instances/acme-prod")]
    public void A_path_of_this_site_is_taken(string asked) => Assert.AreEqual(asked, ReturnAddress.Of(asked));

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("https://evil.example/")]
    [DataRow("//evil.example/")]
    [DataRow("/\\evil.example/")]
    [DataRow("\\\\evil.example")]
    [DataRow("/\t/evil.example")]
    [DataRow("/\n/evil.example")]
    [DataRow("\t//evil.example")]
    [DataRow("javascript:alert(1)")]
    [DataRow("evil.example")]
    [DataRow("/seats\\..\\")]
    [DataRow("/a b")]
    public void Anything_else_leads_to_the_first_page(string? asked) =>
        Assert.AreEqual(ReturnAddress.Home, ReturnAddress.Of(asked));

    [TestMethod]
    public void A_path_of_any_length_is_not() =>
        Assert.AreEqual(ReturnAddress.Home, ReturnAddress.Of("/" + new string('a', 3_000)));
}
