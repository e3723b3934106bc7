using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

[TestClass]
public sealed class ActiveUsersPageTests
{
    [TestMethod]
    public async Task Without_instances_the_page_says_what_to_do()
    {
        await using var host = await CentralEndpointHost.StartAsync();

        var html = await host.Pages.GetStringAsync(new Uri("/active-users", UriKind.Relative));

        Assert.Contains("No client instance yet", html);
        Assert.Contains("dotnet run --project samples/CentralEndpoint -- instances add", html);
        Assert.DoesNotContain("<table", html);
    }

    [TestMethod]
    public async Task The_page_shows_counts_by_instance_and_no_person()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync(seats: 2);
        await host.AddSenderAsync("test");
        await sender.PostAsync(sender.Activity());

        var html = await host.Pages.GetStringAsync(new Uri("/active-users", UriKind.Relative));

        Assert.Contains("<code>client-1</code> <span class=\"kind\">production</span>", html);
        Assert.Contains("50 %", html);
        Assert.Contains("24 Nov 2026, 12:00 UTC</time>", html);
        Assert.Contains("never reported", html);
        Assert.Contains("How active is defined", html);
        Assert.Contains("counts only", html);
        Assert.Contains("<html lang=\"en\">", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("style=", html);
        Assert.DoesNotContain("Amelia", html);
        Assert.DoesNotContain("customer.example", html);
    }

    [TestMethod]
    public async Task The_page_answers_for_the_date_that_is_asked_for()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(sender.Activity());

        var html = await host.Pages.GetStringAsync(new Uri("/active-users?at=2001-02-03T04:05:06Z", UriKind.Relative));
        using var bad = await host.Pages.GetAsync(new Uri("/active-users?at=9999-99-99", UriKind.Relative));

        Assert.Contains("3 Feb 2001, 04:05 UTC</time>", html);
        Assert.Contains("<dt>Active in all</dt><dd>0</dd>", html);
        Assert.AreEqual(System.Net.HttpStatusCode.BadRequest, bad.StatusCode);
    }

    [TestMethod]
    [DataRow("/")]
    [DataRow("/active-users")]
    public async Task What_the_operator_wrote_is_shown_as_text(string page)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var output = new StringWriter();
        await CentralEndpoint
            .Commands.CommandLine.Parse([
                "instances",
                "add",
                "x",
                "--client",
                "<b>Acme",
                "--kind",
                "test",
                .. host.Settings,
            ])
            .RunAsync(output, output);

        var html = await host.Pages.GetStringAsync(new Uri(page, UriKind.Relative));

        Assert.Contains("&lt;b&gt;Acme", html);
        Assert.DoesNotContain("<b>Acme", html);
    }

    [TestMethod]
    [DataRow("/")]
    [DataRow("/active-users")]
    [DataRow("/reports/active-users")]
    [DataRow("/health")]
    [DataRow("/site.css")]
    public async Task Every_answer_forbids_scripts_frames_and_other_hosts(string path)
    {
        await using var host = await CentralEndpointHost.StartAsync();

        using var response = await host.Pages.GetAsync(new Uri(path, UriKind.Relative));

        response.EnsureSuccessStatusCode();
        Assert.AreEqual(
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            response.Headers.GetValues("Content-Security-Policy").Single()
        );
        Assert.AreEqual("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.AreEqual("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.IsTrue(response.Headers.CacheControl!.NoStore);
        Assert.IsFalse(response.Headers.Contains("Set-Cookie"));
    }

    [TestMethod]
    public async Task The_stylesheet_knows_light_and_dark_and_loads_nothing()
    {
        await using var host = await CentralEndpointHost.StartAsync();

        var css = await host.Pages.GetStringAsync(new Uri("/site.css", UriKind.Relative));

        Assert.Contains("prefers-color-scheme: dark", css);
        Assert.DoesNotContain("url(", css);
        Assert.DoesNotContain("@import", css);
    }
}
