using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Tests.PublicPages;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Audit;

[TestClass]
public sealed class AuditPageTests
{
    [TestMethod]
    public async Task That_somebody_looks_is_in_the_list_that_they_get_and_what_they_looked_for_is_not()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(2);
        using var auditor = host.SignInAs(Role.Auditor);

        var all = await EntriesAsync(auditor, "");
        var some = await EntriesAsync(auditor, "?actor=Amelia+Nguyen&from=2026-11-24");
        var newest = (await EntriesAsync(auditor, ""))["entries"]!.AsArray().Skip(1).First()!;

        var first = all["entries"]!.AsArray()[0]!;
        Assert.AreEqual("audit-viewed auditor audit", $"{first["action"]} {first["actor"]} {first["target"]}");
        Assert.IsEmpty(some["entries"]!.AsArray());
        Assert.AreEqual("audit by actor, from", (string?)newest["target"]);
        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM audit_entry WHERE target LIKE '%Amelia%'"));
        Assert.AreEqual("whole", await host.TellAsync());
    }

    [TestMethod]
    [DataRow("?actor=account-1", 3)]
    [DataRow("?actor=account", 0)]
    [DataRow("?action=names-viewed", 3)]
    [DataRow("?target=acme-2", 1)]
    [DataRow("?target=%25", 0)]
    [DataRow("?actor=account-1&from=2026-11-25", 1)]
    [DataRow("?actor=account-1&to=2026-11-24", 2)]
    [DataRow("?actor=account-1&from=2026-11-24&to=2026-11-25", 3)]
    [DataRow("?actor=account-1&from=&to=&action=", 3)]
    [DataRow("?actor=%27%20OR%201=1%20--", 0)]
    public async Task A_filter_gives_what_it_says(string asked, int expected)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(2);
        host.Clock.Advance(TimeSpan.FromHours(12));
        await host.RecordAsync(1);
        using var auditor = host.SignInAs(Role.Auditor);

        Assert.HasCount(expected, (await EntriesAsync(auditor, asked))["entries"]!.AsArray());
    }

    [TestMethod]
    [DataRow("?from=yesterday", "The value of from is not a day.")]
    [DataRow("?to=2026-13-01", "The value of to is not a day.")]
    [DataRow("?before=x", "The value of before is not a number.")]
    [DataRow("?name=x", "There is a word in the address that is not known here.")]
    public async Task A_question_without_an_answer_is_told_and_not_noted(string asked, string fault)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var auditor = host.SignInAs(Role.Auditor);

        var answer = await ContactRun.GetAsync(auditor, AuditRoutes.Audit + asked);

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(fault, answer.Text);
        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM audit_entry WHERE action = 'audit-viewed'"));
    }

    [TestMethod]
    public async Task A_hundred_are_on_a_page_and_the_link_leads_to_those_before()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(205);
        using var auditor = host.SignInAs(Role.Auditor);

        var numbers = new List<long>();
        var asked = "?actor=account-1";
        for (var page = 0; page < 3; page++)
        {
            var list = await EntriesAsync(auditor, asked);
            numbers.AddRange(list["entries"]!.AsArray().Select(static entry => (long)entry!["number"]!));
            asked = $"?actor=account-1&before={list["older"]}";
        }

        Assert.AreSequenceEqual(Enumerable.Range(1, 205).Reverse().Select(static number => (long)number), numbers);
        Assert.AreEqual("?actor=account-1&before=", asked);
        var html = (await ContactRun.GetAsync(auditor, AuditRoutes.Audit + "?actor=account-1")).Text;
        Assert.Contains("href=\"/audit?actor=account-1&amp;before=106\">Older ones", html);
    }

    [TestMethod]
    public async Task An_officer_sees_what_they_did_themselves_and_nothing_else()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(2);
        using var officer = host.SignInAs(Role.PrivacyOfficer, "officer-1");

        var list = await EntriesAsync(officer, "");
        var others = await EntriesAsync(officer, "?actor=account-1");
        var html = (await ContactRun.GetAsync(officer, AuditRoutes.Audit)).Text;
        using var verified = await Form.PostAsync(officer, AuditRoutes.Audit, AuditRoutes.Verify);

        Assert.IsTrue((bool)list["isOwn"]!);
        Assert.IsTrue(list["entries"]!.AsArray().All(static entry => (string?)entry!["actor"] == "officer-1"));
        Assert.IsEmpty(others["entries"]!.AsArray());
        Assert.DoesNotContain("account-1", html);
        Assert.DoesNotContain(AuditRoutes.Verify, html);
        Assert.AreEqual(HttpStatusCode.Forbidden, verified.StatusCode);
    }

    [TestMethod]
    public async Task The_table_is_safe_for_a_spreadsheet_and_the_page_for_a_browser()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.Trail()
            .RecordAsync(
                new AuditedAct("=cmd|' /C calc'!A0", "auditor", AuditActions.NamesViewed, "<script>alert(1)</script>")
                {
                    Purpose = "+1",
                    Reference = "@SUM(A1)",
                }
            );
        using var auditor = host.SignInAs(Role.Auditor);

        var csv = await ContactRun.GetAsync(auditor, AuditRoutes.Entries + "?format=csv&action=names-viewed");
        var html = (await ContactRun.GetAsync(auditor, AuditRoutes.Audit)).Text;

        Assert.AreEqual("text/csv", csv.MediaType);
        Assert.StartsWith("number,time,actor,roles,action,target,count,purpose,reference,request", csv.Text);
        Assert.Contains(
            ",'=cmd|' /C calc'!A0,auditor,names-viewed,<script>alert(1)</script>,0,'+1,'@SUM(A1),",
            csv.Text
        );
        Assert.DoesNotContain("<script", html);
        Assert.Contains("&lt;script&gt;", html);
    }

    [TestMethod]
    public async Task The_button_says_whether_the_chain_is_whole_and_is_noted()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(3);
        using var auditor = host.SignInAs(Role.Auditor);

        var whole = await VerifyAsync(auditor);
        host.Execute("UPDATE audit_entry SET count = 0 WHERE number = 2");
        var broken = await VerifyAsync(auditor);

        Assert.Contains("The audit is whole", whole);
        Assert.Contains("The audit is broken", broken);
        Assert.Contains("Entry 2 is not as it was written.", broken);
        Assert.AreEqual(2, host.Count("SELECT COUNT(*) FROM audit_entry WHERE action = 'audit-verified'"));
    }

    [TestMethod]
    public async Task Where_the_view_cannot_be_noted_nothing_is_shown()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(2);
        using var auditor = host.SignInAs(Role.Auditor);
        await EntriesAsync(auditor, "");
        host.MakeUnwritable();

        foreach (var page in new[] { AuditRoutes.Audit, AuditRoutes.Entries, AuditRoutes.Entries + "?format=csv" })
        {
            var answer = await ContactRun.GetAsync(auditor, page);

            Assert.AreEqual(HttpStatusCode.InternalServerError, answer.Status);
            Assert.DoesNotContain("account-1", answer.Text);
        }
    }

    private static async Task<JsonNode> EntriesAsync(HttpClient client, string asked)
    {
        var answer = await ContactRun.GetAsync(client, AuditRoutes.Entries + asked);
        Assert.AreEqual(HttpStatusCode.OK, answer.Status, answer.Text);
        return answer.Json;
    }

    private static async Task<string> VerifyAsync(HttpClient client)
    {
        using var response = await Form.PostAsync(client, AuditRoutes.Audit, AuditRoutes.Verify);
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }
}
