using System.Net;
using CentralEndpoint.Access;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>The pages on which privacy officers work on requests, as a browser sends their forms.</summary>
[TestClass]
public sealed class RequestPagesTests : EndpointTest
{
    [TestMethod]
    public async Task An_erasure_from_the_entry_to_the_approval()
    {
        var sender = await FilledAsync("pages");
        using var officer = Host.SignInAs(Role.PrivacyOfficer, "officer-1");
        using var second = Host.SignInAs(Role.PrivacyOfficer, "officer-2");

        using var entered = await Form.PostAsync(
            officer,
            "/requests/new",
            "/requests",
            ("kind", "erasure"),
            ("channel", "mail"),
            ("received", "2026-11-24"),
            ("name", "Amelia <Nguyen>"),
            ("email", "amelia@pages.example"),
            ("phone", ""),
            ("text", "Please erase me.")
        );
        Assert.AreEqual(HttpStatusCode.Redirect, entered.StatusCode);
        var page = entered.Headers.Location!.ToString();
        Assert.Contains("Amelia &lt;Nguyen&gt;", await HtmlAsync(officer, page));

        await ActAsync(officer, page, "verify", ("method", "call-back"), ("result", "confirmed"));
        using var found = await Form.PostAsync(officer, page, $"{page}/search", ("email", "amelia@pages.example"));
        Assert.AreEqual(HttpStatusCode.OK, found.StatusCode);
        var html = await found.Content.ReadAsStringAsync();
        Assert.Contains(sender.Instance, html);
        Assert.DoesNotContain("amelia@pages.example\"", html, "What was searched for is not filled in again.");
        await ActAsync(officer, page, "pick", ("instance", sender.Instance), ("subject", Some.Subject(7)));
        Assert.Contains("1 users, 2 sealed profiles would go. 2 activities would stay", await HtmlAsync(officer, page));

        await ActAsync(officer, page, "ask-erasure");
        using var refused = await Form.PostAsync(officer, page, $"{page}/approve-erasure");
        Assert.AreEqual(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("A second officer has to", await refused.Content.ReadAsStringAsync());
        await ActAsync(second, page, "approve-erasure");

        Assert.Contains("27 Nov 2026, 12:00 UTC", await HtmlAsync(officer, page));
    }

    [TestMethod]
    public async Task Access_is_given_as_a_letter_and_as_a_file()
    {
        var sender = await FilledAsync("letter");
        var number = await Host.PickedAsync("access", (sender, 7));
        using var officer = Host.SignInAs(Role.PrivacyOfficer, "officer-1");
        var page = $"/requests/{number}";

        using var letter = await Form.PostAsync(officer, page, $"{page}/letter");
        using var file = await Form.PostAsync(officer, page, $"{page}/export");

        var html = await letter.Content.ReadAsStringAsync();
        Assert.Contains("your account ceased to be active", html);
        Assert.Contains("amelia@letter.example", html);
        Assert.DoesNotContain("ben@", html);
        Assert.AreEqual("application/json", file.Content.Headers.ContentType!.MediaType);
        Assert.AreEqual($"request-{number}.json", file.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains("amelia@letter.example", await file.Content.ReadAsStringAsync());
        Assert.HasCount(2, (await Host.ViewAsync(number)).Steps.Where(static step => step.Step == "exported"));
    }

    [TestMethod]
    public async Task A_conflict_with_a_correction_stands_on_the_page()
    {
        var sender = await FilledAsync("conflict");
        var number = await Host.PickedAsync("correction", (sender, 7));
        using var officer = Host.SignInAs(Role.PrivacyOfficer, "officer-1");
        var page = $"/requests/{number}";

        await ActAsync(
            officer,
            page,
            "correct",
            ("instance", sender.Instance),
            ("subject", Some.Subject(7)),
            ("firstName", "Amelie"),
            ("lastName", "Right"),
            ("email", "amelie@conflict.example")
        );
        Host.Clock.Advance(TimeSpan.FromSeconds(2));
        await sender.PostAsync(sender.Activity(7, "addition", The.Now.AddHours(-2), "amelia@conflict.example"));

        Assert.Contains(
            "Corrected to Amelie Right, amelie@conflict.example. The client sent Amelia Nguyen, amelia@conflict.example",
            await HtmlAsync(officer, page)
        );
    }

    [TestMethod]
    public async Task An_auditor_sees_how_requests_stand_and_not_whose_they_are()
    {
        var number = await Host.OpenAsync("objection", new DateOnly(2026, 10, 1));
        using var auditor = Host.SignInAs(Role.Auditor);

        var html = await HtmlAsync(auditor, "/requests");

        Assert.Contains("objection", html);
        Assert.Contains("late", html);
        Assert.DoesNotContain("Nguyen", html);
        Assert.DoesNotContain($"/requests/{number}", html);
    }

    [TestMethod]
    [DataRow("/requests/0")]
    [DataRow("/requests/1000000")]
    [DataRow("/requests/first")]
    public async Task What_is_no_request_is_not_found(string address)
    {
        using var officer = Host.SignInAs(Role.PrivacyOfficer);
        using var answer = await officer.GetAsync(new Uri(address, UriKind.Relative));

        Assert.AreEqual(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [TestMethod]
    public async Task A_wrong_entry_is_told_and_an_act_that_there_is_not_is_not_found()
    {
        var number = await Host.OpenAsync("access");
        using var officer = Host.SignInAs(Role.PrivacyOfficer);

        using var entry = await Form.PostAsync(officer, "/requests/new", "/requests", ("kind", "erasure"));
        using var act = await Form.PostAsync(officer, $"/requests/{number}", $"/requests/{number}/forget");

        Assert.AreEqual(HttpStatusCode.BadRequest, entry.StatusCode);
        Assert.Contains("The day on which it was received is none.", await entry.Content.ReadAsStringAsync());
        Assert.AreEqual(HttpStatusCode.NotFound, act.StatusCode);
    }

    private static async Task ActAsync(
        HttpClient officer,
        string page,
        string act,
        params (string Name, string Value)[] fields
    )
    {
        using var answer = await Form.PostAsync(officer, page, $"{page}/{act}", fields);
        Assert.AreEqual(HttpStatusCode.Redirect, answer.StatusCode, act);
        Assert.AreEqual(page, answer.Headers.Location!.ToString());
    }

    private static Task<string> HtmlAsync(HttpClient client, string address) =>
        client.GetStringAsync(new Uri(address, UriKind.Relative));

    private static async Task<Sender> FilledAsync(string domain)
    {
        var sender = await Host.AddSenderAsync();
        await sender.PostAsync(
            sender.Activity(7, "addition", The.Now.AddDays(-3), $"amelia@{domain}.example"),
            sender.Activity(7, "removal", The.Now.AddDays(-2), $"amelia@{domain}.example"),
            sender.Activity(8, "addition", The.Now.AddDays(-3), $"ben@{domain}.example")
        );
        return sender;
    }
}
