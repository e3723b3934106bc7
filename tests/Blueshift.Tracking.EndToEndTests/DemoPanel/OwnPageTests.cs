using Demo.Panel;

namespace Blueshift.Tracking.EndToEndTests.DemoPanel;

/// <summary>Whose presses the panel takes.</summary>
[TestClass]
public sealed class OwnPageTests
{
    private const string Own = "http://localhost:7479";

    [TestMethod]
    [DataRow("same-origin", Own)]
    [DataRow("same-origin", null)]
    [DataRow(null, Own)]
    [DataRow("same-origin", "null", DisplayName = "a browser that hides the origin and says the site")]
    public void A_press_on_the_own_page_is_taken(string? site, string? origin) =>
        Assert.IsTrue(OwnPage.IsSender(site, origin, Own));

    [TestMethod]
    [DataRow("cross-site", null)]
    [DataRow("same-site", null, DisplayName = "another port of this machine")]
    [DataRow("none", null)]
    [DataRow("cross-site", Own)]
    [DataRow("same-origin", "http://foreign.example")]
    [DataRow(null, "http://localhost:7480")]
    [DataRow(null, "https://localhost:7479")]
    [DataRow(null, "null")]
    [DataRow(null, null)]
    [DataRow("", "")]
    public void Any_other_press_is_refused(string? site, string? origin) =>
        Assert.IsFalse(OwnPage.IsSender(site, origin, Own));
}
