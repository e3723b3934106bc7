using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>What holds for every page, and what each says of what it is for. How they look is for a real browser.</summary>
[TestClass]
public sealed class ReportPagesTests
{
    private static readonly string[] s_pages = ["/", "/clients", "/seats", "/cohorts", "/quality", "/fleet"];

    [TestMethod]
    public async Task Without_instances_every_page_says_what_to_do()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        foreach (var page in s_pages)
        {
            var html = await host.TextAsync(page);
            Assert.Contains("No client instance yet", html, page);
            Assert.DoesNotContain("<table", html, page);
        }
    }

    [TestMethod]
    public async Task No_page_has_a_script_a_style_of_its_own_a_foreign_address_or_a_person()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync(seats: 1);
        await sender.PostAsync(sender.Activity(1, "addition", The.Now.AddDays(-70)), sender.Activity());
        foreach (var page in (string[])[.. s_pages, "/instances/" + sender.Instance])
        {
            var html = await host.TextAsync(page);
            Assert.Contains($"{sender.Instance}", html, page);
            Assert.DoesNotContain("<script", html, page);
            Assert.DoesNotContain("style=", html, page);
            Assert.DoesNotContain(
                "http",
                html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal),
                page
            );
            Assert.DoesNotContain("Amelia", html, page);
            Assert.DoesNotContain("customer.example", html, page);
        }
    }

    [TestMethod]
    public async Task Of_an_instance_that_never_reported_no_zero_is_shown()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var silent = await host.AddSenderAsync(seats: 5);

        var html = await host.TextAsync("/instances/" + silent.Instance);
        Assert.Contains("Nothing was told of it yet", html);
        Assert.DoesNotContain("<svg", html);
        var seats = await host.TextAsync("/seats");
        Assert.Contains("<td class=\"number strong\">&#x2013;</td>", seats);
        Assert.DoesNotContain("0 %", seats);
    }

    [TestMethod]
    public async Task An_instance_that_nobody_knows_is_not_found_and_the_page_says_where_the_others_are()
    {
        await using var host = await CentralEndpointHost.StartAsync();

        using var response = await host.Pages.GetAsync(new Uri("/instances/nobody", UriKind.Relative));

        Assert.AreEqual(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("href=\"/clients\"", await response.Content.ReadAsStringAsync());
    }

    [TestMethod]
    public async Task Cohorts_wait_for_two_ends_of_months_and_say_when_the_next_is()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        Assert.Contains("No cohort yet", await host.TextAsync("/cohorts"));

        await sender.PostAsync(sender.Activity(1, "addition", The.Now.AddDays(-40)));

        Assert.Contains("The next one is 30 Nov 2026", await host.TextAsync("/cohorts"));
        host.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Contains("First active in", await host.TextAsync("/cohorts"));
    }

    [TestMethod]
    public async Task Clients_are_sorted_as_asked_and_one_of_them_can_be_shown_alone()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var acme = await host.AddSenderOfAsync("Acme", "acme-prod", "production", 1);
        var zeta = await host.AddSenderOfAsync("Zeta", "zeta-prod", "production", 100);

        await acme.PostAsync(acme.Activity(1, "addition", The.Now.AddDays(-3)));
        await zeta.PostAsync(
            zeta.Activity(1, "addition", The.Now.AddDays(-3)),
            zeta.Activity(2, "addition", The.Now.AddDays(-3))
        );
        await acme.BeatAsync(Beat.Of("acme-prod"));

        Assert.AreSequenceEqual(["Acme", "Zeta"], await OrderAsync(""));
        Assert.AreSequenceEqual(["Zeta", "Acme"], await OrderAsync("?sort=active"));
        Assert.AreSequenceEqual(["Acme", "Zeta"], await OrderAsync("?sort=use"));
        Assert.AreSequenceEqual(["Zeta", "Acme"], await OrderAsync("?sort=state"));
        Assert.AreSequenceEqual(["Zeta", "Acme"], await OrderAsync("?sort=net"));
        Assert.AreSequenceEqual(["Zeta"], await OrderAsync("?client=Zeta"));
        Assert.Contains("There is no such client", await host.TextAsync("/clients?client=Nobody"));

        async Task<IEnumerable<string>> OrderAsync(string query)
        {
            var html = await host.TextAsync("/clients" + query);
            return new[] { "Acme", "Zeta" }
                .Select(name =>
                    (name, Place: html.IndexOf($"instances/{name.ToLowerInvariant()}-prod", StringComparison.Ordinal))
                )
                .Where(static one => one.Place >= 0)
                .OrderBy(static one => one.Place)
                .Select(static one => one.name);
        }
    }

    [TestMethod]
    [DataRow("/reports/seats?group=person", "The value of group is neither client nor instance.")]
    [DataRow("/reports/restatement?closeDays=-1", "The value of closeDays is not a number from 0 to 366.")]
    [DataRow("/reports/restatement?closeDays=367", "The value of closeDays is not a number from 0 to 366.")]
    [DataRow("/reports/cohorts?month=2026-13", "The value of month is not a month from 2002-01 on.")]
    [DataRow("/reports/tenure?at=2027-01-01", "The value of at lies ahead.")]
    [DataRow(
        "/reports/active-users?knonwAt=2026-11-23T00:00:00Z",
        "There is a word in the address that is not known here."
    )]
    [DataRow("/reports/instances?instance=client-1", "There is a word in the address that is not known here.")]
    [DataRow("/reports/seats?group=client&group=instance", "A word stands in the address twice.")]
    [DataRow("/reports/domains?at=soon", "The value of at is not a date with time and zone, nor a day.")]
    [DataRow("/reports/quality?from=2026-11-02&to=2026-11-02", "There is no day between from and to.")]
    public async Task What_cannot_be_answered_is_told(string address, string title)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.AddSenderAsync();

        using var response = await host.Pages.GetAsync(new Uri(address, UriKind.Relative));

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.AreEqual(title, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["title"]);
    }

    [TestMethod]
    [DataRow("/clients?sort=size", "The value of sort is none of name, active, net, use, state.")]
    [DataRow("/fleet?instance=client-1", "There is a word in the address that is not known here.")]
    [DataRow("/?day=2026-11-31", "The value of day is not a day from 2002-01-01 on.")]
    [DataRow("/seats?by=week", "There is a word in the address that is not known here.")]
    public async Task What_a_page_cannot_answer_it_tells_as_a_page(string address, string title)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.AddSenderAsync();

        using var response = await host.Pages.GetAsync(new Uri(address, UriKind.Relative));

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.AreEqual("text/html", response.Content.Headers.ContentType!.MediaType);
        var html = await response.Content.ReadAsStringAsync();
        Assert.Contains(title, html);
        Assert.Contains("What to do", html);
    }

    [TestMethod]
    [DataRow("seats", "from,to,running,seats,closing,peak,average,true_up")]
    [DataRow("quality", "from,to,activities,baseline,reconciled,repeated_additions")]
    [DataRow("restatement", "from,to,closed,close_days,at_close,now,difference,late")]
    [DataRow("domains", "at,group,domain,users")]
    [DataRow("cohorts", "cohort,month,running,users,active,retained")]
    [DataRow("tenure", "at,users_are,users,median_days")]
    public async Task As_CSV_each_row_says_what_it_is_of_and_what_it_means(string report, string columns)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(sender.Activity());

        var lines = (await host.TextAsync($"/reports/{report}?format=csv")).Split("\r\n");
        var json = await host.ReportAsync(report);

        Assert.StartsWith($"client,instance,instances,test,zone,state,{columns}", lines[0]);
        Assert.EndsWith(",as_of,known_at,definition", lines[0]);
        Assert.StartsWith($"Client {sender.Instance},,1,false,UTC,never-reported,", lines[1]);
        Assert.Contains(",2026-11-24T12:00:00.000Z,2026-11-24T12:00:00.000Z,", lines[1]);
        Assert.Contains(((string)json["definition"]!)[..40], lines[1]);
    }
}
