using System.Net;
using System.Text;
using CentralEndpoint.Access;
using CentralEndpoint.PublicPages;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Audit;
using CentralEndpoint.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CentralEndpoint.Tests.PublicPages;

[TestClass]
public sealed class ContactPageTests
{
    private const string Markup = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;";

    [TestMethod]
    public async Task What_was_written_lands_sealed_in_the_register_and_nowhere_else()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var client = host.Anybody();

        var answer = await host.SendAsync(client, ContactRun.With(("phone", "+41 44 000 00 00")));

        answer.AssertSent(1);
        var row = await RowAsync(host, 1);
        Assert.AreEqual(("access", "form", "open", "form"), (row.Kind, row.Channel, row.State, row.OpenedBy));
        Assert.AreEqual(new DateOnly(2026, 11, 24).DayNumber, row.Received);
        Assert.AreEqual(new DateOnly(2026, 12, 24).DayNumber, row.Due);
        var content = host.Services.GetRequiredService<RequestSealer>().Open(1, row.Box);
        Assert.AreEqual(
            ("Zoë Nguyen", "zoe@customer.example", "+41 44 000 00 00", "What do you hold about me?"),
            (content.Name, content.Email, content.Phone, content.Text)
        );
        Assert.AreSequenceEqual(host.Services.GetRequiredService<ProfileSealer>().Index(content.Email), row.EmailIndex);
        Assert.AreSequenceEqual(
            ["request-opened request 1 endpoint 1 1"],
            host.Texts(
                "SELECT action || ' ' || target || ' ' || actor || ' ' || count || ' ' || request FROM audit_entry"
            )
        );
        Assert.AreEqual("whole", await host.TellAsync());
        Assert.AreSequenceEqual(["opened access"], host.Texts("SELECT step || ' ' || detail FROM request_step"));
        AssertNowhere(host, "Nguyen", "zoe@customer", "What do you hold", "44 000");
    }

    [TestMethod]
    public async Task The_page_of_what_was_sent_says_the_number_and_nothing_of_a_person()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var client = host.Anybody();

        var sent = await ContactRun.GetAsync(client, ContactRoutes.Sent + "?number=12");

        Assert.AreEqual(HttpStatusCode.OK, sent.Status);
        Assert.Contains("It has the number 12.", sent.Text);
        Assert.Contains("mailto:privacy@blueshift.one", sent.Text);
        foreach (
            var wrong in new[]
            {
                "",
                "?number=",
                "?number=-1",
                "?number=0",
                "?number=1<b>",
                "?number=99999999999999999999",
            }
        )
        {
            var answer = await ContactRun.GetAsync(client, ContactRoutes.Sent + wrong);
            Assert.AreEqual(HttpStatusCode.NotFound, answer.Status, wrong);
            Assert.DoesNotContain("<b>", answer.Text);
        }
    }

    [TestMethod]
    public async Task A_form_that_is_not_taken_comes_back_with_all_that_was_written()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var client = host.Anybody();

        var answer = await host.SendAsync(
            client,
            ("kind", "erasure"),
            ("name", "Zoë \"Z\" O'Hara"),
            ("email", "not an address"),
            ("phone", "044"),
            ("message", "\n first\nsecond <b>")
        );

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("Write your email address", answer.Text);
        Assert.Contains("Nothing that you wrote is lost", answer.Text);
        Assert.Contains("value=\"not an address\"", answer.Text);
        Assert.Contains("value=\"044\"", answer.Text);
        Assert.Contains("<option value=\"erasure\" selected", answer.Text);
        Assert.Contains("Z&quot; O&#x27;Hara", answer.Text);
        Assert.Contains(">&#xA;first&#xA;second &lt;b&gt;</textarea>", answer.Text);
        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM privacy_request"));
        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM audit_entry"));
    }

    [TestMethod]
    public async Task Markup_is_text_on_the_page_and_in_the_register()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var client = host.Anybody();

        var back = await host.SendAsync(
            client,
            ContactRun.With(("name", Markup), ("message", Markup), ("email", Markup))
        );
        var sent = await host.SendAsync(client, ContactRun.With(("name", Markup), ("message", Markup)));

        Assert.AreEqual(HttpStatusCode.BadRequest, back.Status);
        Assert.DoesNotContain("<script", back.Text);
        Assert.DoesNotContain("<img", back.Text);
        sent.AssertSent(1);
        var content = host.Services.GetRequiredService<RequestSealer>().Open(1, (await RowAsync(host, 1)).Box);
        Assert.AreEqual((Markup, Markup), (content.Name, content.Text));
        using var officer = host.SignInAs(Role.PrivacyOfficer);
        var shown = await ContactRun.GetAsync(officer, "/requests/1");
        Assert.DoesNotContain("<script", shown.Text);
        Assert.DoesNotContain("<img", shown.Text);
        Assert.Contains("&lt;script&gt;alert(1)", shown.Text);
    }

    [TestMethod]
    public async Task What_no_person_sends_is_not_taken_and_a_person_loses_nothing()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var client = host.Anybody();
        var token = await ContactRun.TokenAsync(client);

        var fast = await ContactRun.PostAsync(client, [(ContactTokens.Field, token), .. ContactRun.Fields]);
        var decoy = await host.SendAsync(client, ContactRun.With((ContactRoutes.Decoy, "https://spam.example")));
        host.Clock.Advance(TimeSpan.FromHours(2));
        var late = await ContactRun.PostAsync(client, [(ContactTokens.Field, token), .. ContactRun.Fields]);
        var none = await ContactRun.PostAsync(client, ContactRun.Fields);

        foreach (
            var (answer, fault) in new[]
            {
                (fast, "That was faster than anybody writes"),
                (decoy, "A field that is to stay empty"),
                (late, "more than two hours"),
                (none, "The form was not the one of this page"),
            }
        )
        {
            Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status);
            Assert.Contains(fault, answer.Text);
            Assert.Contains("What do you hold about me?</textarea>", answer.Text);
        }

        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM privacy_request"));
    }

    [TestMethod]
    public async Task Lines_in_a_name_or_an_address_are_refused_and_reach_no_header()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var client = host.Anybody();

        var answer = await host.SendAsync(
            client,
            ContactRun.With(
                ("name", "Zoë\r\nSet-Cookie: a=b"),
                ("email", "zoe@customer.example\r\nBcc: b@customer.example")
            )
        );

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status);
        Assert.IsFalse(answer.Headers.ContainsKey("Set-Cookie"));
        Assert.IsFalse(answer.Headers.ContainsKey("Bcc"));
    }

    [TestMethod]
    public async Task Another_site_sends_nothing_from_its_pages()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var client = host.Anybody();
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        var answer = await host.SendAsync(client, ContactRun.Fields);

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status);
        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM privacy_request"));
    }

    [TestMethod]
    public async Task What_is_larger_than_any_form_is_not_read_to_its_end()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var client = host.Anybody();
        using var request = new HttpRequestMessage(HttpMethod.Post, ContactRoutes.Contact);
        request.Content = new StringContent(
            "message=" + new string('x', 200_000),
            Encoding.UTF8,
            "application/x-www-form-urlencoded"
        );
        request.Headers.TransferEncodingChunked = true;

        using var response = await client.SendAsync(request);

        Assert.AreEqual(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("larger than this form takes", await response.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task Too_many_within_minutes_are_told_what_to_do()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var client = host.Anybody();
        for (var post = 0; post < ContactLimits.InAll; post++)
        {
            Assert.AreEqual(HttpStatusCode.BadRequest, (await ContactRun.PostAsync(client, ("name", ""))).Status);
        }

        var answer = await host.SendAsync(client, ContactRun.Fields);

        Assert.AreEqual(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.Contains("send it again in ten minutes", answer.Text);
        Assert.Contains("mailto:privacy@blueshift.one", answer.Text);
        AssertNowhere(host, "127.0.0.1:", "::1]");
    }

    [TestMethod]
    public async Task What_cannot_be_kept_is_told_with_the_mail_address_and_is_nowhere_in_the_log()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var client = host.Anybody();
        host.MakeUnwritable();

        var answer = await host.SendAsync(client, ContactRun.Fields);

        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Contains("It cannot be kept at the moment.", answer.Text);
        Assert.Contains("mailto:privacy@blueshift.one", answer.Text);
        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM privacy_request"));
        Assert.ContainsSingle(
            static record =>
                record.Level == LogLevel.Error
                && record.Message.StartsWith("A message of the contact form was not kept", StringComparison.Ordinal),
            host.Logs.GetSnapshot()
        );
        AssertNowhere(host, "Nguyen", "zoe@customer", "What do you hold");
    }

    [TestMethod]
    public async Task Where_too_many_wait_the_page_gives_the_mail_address()
    {
        await using var host = await CentralEndpointHost.StartAsync(
            folder: null,
            "--CentralEndpoint:PrivacyContact=rights@vendor.example"
        );
        using var client = host.Anybody();
        // Older ones retention would empty meanwhile.
        var today = DateOnly.FromDateTime(The.Now.UtcDateTime).DayNumber;
        host.Execute(
            $"""
            WITH RECURSIVE counted(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM counted WHERE number < {ContactRegister.MostOpen})
            INSERT INTO privacy_request (number, kind, channel, state, received, due, opened_by, box)
            SELECT number, 'message', 'form', 'open', {today}, {today}, 'form', @p0 FROM counted
            """,
            new byte[] { 1 }
        );

        var full = await host.SendAsync(client, ContactRun.Fields);
        host.Execute("UPDATE privacy_request SET closed = 1 WHERE number = 5");
        var free = await host.SendAsync(client, ContactRun.Fields);

        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, full.Status);
        Assert.Contains("mailto:rights@vendor.example", full.Text);
        free.AssertSent(ContactRegister.MostOpen + 1);
    }

    [TestMethod]
    public async Task Several_at_once_have_numbers_of_their_own()
    {
        using var folder = new TempFolder();
        await using var one = await CentralEndpointHost.StartAsync(folder);
        await using var other = await CentralEndpointHost.StartAsync(folder);
        using var here = one.Anybody();
        using var there = other.Anybody();
        var token = await ContactRun.TokenAsync(here);
        one.Clock.Advance(TimeSpan.FromMinutes(1));
        other.Clock.Advance(TimeSpan.FromMinutes(1));

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(number =>
                    ContactRun.PostAsync(
                        number % 2 == 0 ? here : there,
                        [(ContactTokens.Field, token), .. ContactRun.Fields]
                    )
                )
        );

        Assert.HasCount(16, answers.Select(static answer => answer.Headers["Location"]).Distinct());
        Assert.AreEqual(16, one.Count("SELECT MAX(number) FROM privacy_request"));
        Assert.AreEqual("whole", await one.TellAsync());
    }

    private static Task<PrivacyRequestRow> RowAsync(CentralEndpointHost host, long number) =>
        host
            .Services.GetRequiredService<EndpointStore>()
            .ReportAsync(db => db.PrivacyRequests.SingleAsync(row => row.Number == number));

    // Neither in the files nor in the log.
    private static void AssertNowhere(CentralEndpointHost host, params string[] texts)
    {
        var files = TestDatabase
            .Files(host.Folder)
            .Select(static file =>
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var content = new MemoryStream();
                stream.CopyTo(content);
                return Encoding.UTF8.GetString(content.ToArray());
            });
        string[] places =
        [
            .. files,
            .. host.Logs.GetSnapshot().Select(static record => $"{record.Message} {record.Exception}"),
        ];
        foreach (var text in texts)
        {
            Assert.IsEmpty(places.Where(place => place.Contains(text, StringComparison.OrdinalIgnoreCase)), text);
        }
    }
}
