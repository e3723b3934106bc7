using System.Net;
using Blueshift.Tracking.Tests.Support;
using CentralEndpoint.Access;
using CentralEndpoint.PublicPages;
using CentralEndpoint.Retention;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.PublicPages;

[TestClass]
public sealed class PolicyPageTests : EndpointTest
{
    private static readonly string[] s_pages =
    [
        PublicRoutes.Policy,
        ContactRoutes.Contact,
        ContactRoutes.Sent + "?number=1",
    ];

    [TestMethod]
    public async Task It_says_what_is_recorded_and_for_how_long_everything_is_kept()
    {
        using var client = Host.Anybody();

        var html = WebUtility.HtmlDecode((await ContactRun.GetAsync(client, PublicRoutes.Policy)).Text);

        foreach (
            var field in new[]
            {
                "First name",
                "Last name",
                "Email address",
                "Client instance identifier",
                "Status flag",
                "Date of the event",
            }
        )
        {
            Assert.Contains($"<th scope=\"row\">{field}</th>", html);
        }

        var kinds = Host.Services.GetRequiredService<RetentionTable>().Kinds;
        Assert.HasCount(8, kinds);
        foreach (var kind in kinds)
        {
            Assert.Contains(kind.What[1..], html);
            Assert.Contains(kind.HowLong[1..], html);
        }

        Assert.Contains("While the user is active, and 24 months after the removal", html);
        Assert.Contains("Without a limit: the counts rest on them", html);
        Assert.Contains("25 Nov 2026, 03:00 UTC", html);
        Assert.Contains("mailto:privacy@blueshift.one", html);
        Assert.Contains("datetime=\"2025-02-19\"", html);
        Assert.DoesNotContain("The vendor's whole policy", html);
    }

    [TestMethod]
    public void The_policy_was_not_edited_since_the_page_was_written() =>
        Assert.Contains("**last edited on 2025-02-19**", Repository.Read("docs/privacy.md"));

    [TestMethod]
    public async Task It_says_what_was_set()
    {
        await using var host = await CentralEndpointHost.StartAsync(
            folder: null,
            "--CentralEndpoint:PrivacyContact=rights@vendor.example",
            "--CentralEndpoint:PolicyAddress=https://vendor.example/privacy",
            "--CentralEndpoint:Retention:ProfileMonths=1",
            "--CentralEndpoint:Retention:Hour=23"
        );
        using var client = host.Anybody();

        var html = (await ContactRun.GetAsync(client, PublicRoutes.Policy)).Text;

        Assert.Contains("and 1 month after the removal", html);
        Assert.Contains("24 Nov 2026, 23:00 UTC", html);
        Assert.Contains("mailto:rights@vendor.example", html);
        Assert.DoesNotContain("blueshift.one", html);
        Assert.Contains("href=\"https://vendor.example/privacy\"", html);
    }

    [TestMethod]
    [DataRow("PrivacyContact=nobody", "PrivacyContact) is not an email address")]
    [DataRow("PrivacyContact=a@vendor.example?subject=b", "PrivacyContact) is not an email address")]
    [DataRow("PrivacyContact=Privacy <a@vendor.example>", "PrivacyContact) is not an email address")]
    [DataRow("PolicyAddress=http://vendor.example", "PolicyAddress) is not an https address")]
    [DataRow("PolicyAddress=javascript:alert(1)", "PolicyAddress) is not an https address")]
    public void A_wrong_setting_is_told(string setting, string message)
    {
        using var folder = new TempFolder();

        var fault = Assert.ThrowsExactly<EndpointFaultException>(() =>
            CentralEndpointApplication.Create([folder.Setting, "--CentralEndpoint:" + setting])
        );

        Assert.Contains(message, fault.Message);
    }

    [TestMethod]
    public async Task They_answer_whoever_asks_set_no_cookie_and_load_nothing()
    {
        using var nobody = Host.Anybody();
        using var officer = Host.SignInAs(Role.PrivacyOfficer);
        foreach (var client in new[] { nobody, officer })
        {
            foreach (var page in s_pages)
            {
                var answer = await ContactRun.GetAsync(client, page);

                Assert.AreEqual(HttpStatusCode.OK, answer.Status, page);
                Assert.IsFalse(answer.Headers.ContainsKey("Set-Cookie"), page);
                Assert.StartsWith("default-src 'none'; style-src 'self';", answer.Headers["Content-Security-Policy"]);
                Assert.AreEqual("no-referrer", answer.Headers["Referrer-Policy"]);
                Assert.DoesNotContain("<script", answer.Text);
                Assert.DoesNotContain("src=", answer.Text);
                Assert.DoesNotContain("style=", answer.Text);
            }
        }
    }

    [TestMethod]
    [DataRow("DNT", "1")]
    [DataRow("DNT", "0")]
    [DataRow("Sec-GPC", "1")]
    public async Task A_browser_that_asks_not_to_be_tracked_gets_the_same_byte_for_byte(string header, string value)
    {
        using var plain = Host.Anybody();
        using var asking = Host.Anybody();
        asking.DefaultRequestHeaders.Add(header, value);
        foreach (var page in s_pages)
        {
            var one = await ContactRun.GetAsync(plain, page);
            var other = await ContactRun.GetAsync(asking, page);

            Assert.AreEqual(one.Text, other.Text);
            Assert.AreSequenceEqual(Headers(one), Headers(other));
        }
    }

    [TestMethod]
    public async Task Each_field_has_a_label_and_the_decoy_is_seen_by_nobody()
    {
        using var client = Host.Anybody();

        var html = (await ContactRun.GetAsync(client, ContactRoutes.Contact + "?kind=erasure")).Text;

        foreach (var field in new[] { "kind", "name", "email", "phone", "message", ContactRoutes.Decoy })
        {
            Assert.Contains($"<label for=\"{field}\">", html);
            Assert.Contains($" id=\"{field}\" name=\"{field}\"", html);
        }

        Assert.Contains("<div class=\"unseen\" aria-hidden=\"true\">", html);
        Assert.Contains("<option value=\"erasure\" selected", html);
        Assert.DoesNotContain("<option value=\"\" selected", html);
    }

    private static IEnumerable<string> Headers(Answer answer) =>
        answer
            .Headers.Where(static one => one.Key != "Date")
            .Select(static one => $"{one.Key}: {one.Value}")
            .Order(StringComparer.Ordinal);
}
