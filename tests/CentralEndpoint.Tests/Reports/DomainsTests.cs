using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

[TestClass]
public sealed class DomainsTests
{
    private static readonly DateTimeOffset Before = The.Now.AddDays(-3);

    [TestMethod]
    public async Task A_small_group_is_not_named_and_no_difference_between_client_and_instances_tells_it()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var acmeOne = await host.AddSenderOfAsync("Acme", "acme-one", "production");
        var acmeTwo = await host.AddSenderOfAsync("Acme", "acme-two", "production");
        await AddAsync(acmeOne, ("wide.example", 5), ("narrow.example", 4));
        await AddAsync(acmeTwo, ("wide.example", 4), ("narrow.example", 4));

        var client = (await host.ReportAsync("domains")).Row();
        var instances = await host.ReportAsync("domains?group=instance");

        Assert.AreSequenceEqual(["wide.example: 5"], Named(client));
        Assert.AreEqual((17, 12), (client.Number("active"), client.Number("other")));
        Assert.AreSequenceEqual(["wide.example: 5"], Named(instances.Row(0)));
        Assert.IsEmpty(Named(instances.Row(1)));
        Assert.DoesNotContain("narrow", (await host.TextAsync("/reports/domains?format=csv")));
    }

    [TestMethod]
    public async Task The_latest_address_by_date_counts_not_the_latest_that_came()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await AddAsync(sender, ("new.example", 5));
        await sender.PostAsync([
            .. Enumerable
                .Range(1, 5)
                .Select(user => sender.Activity(user, "addition", Before.AddDays(-1), $"user{user}@old.example")),
        ]);

        Assert.AreSequenceEqual(["new.example: 5"], Named((await host.ReportAsync("domains")).Row()));
        Assert.AreSequenceEqual(
            ["old.example: 5"],
            Named((await host.ReportAsync($"domains?at={Some.Date(Before.AddHours(-1))}")).Row())
        );
    }

    [TestMethod]
    public async Task The_page_of_an_instance_shows_no_small_domain_and_no_address()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await AddAsync(sender, ("wide.example", 6), ("narrow.example", 2));

        var html = await host.TextAsync("/instances/" + sender.Instance);

        Assert.Contains("wide.example", html);
        Assert.DoesNotContain("narrow", html);
        Assert.DoesNotContain("@wide", html);
    }

    private static async Task AddAsync(Sender sender, params (string Domain, int Users)[] groups)
    {
        var user = 0;
        foreach (var (domain, users) in groups)
        {
            for (var number = 0; number < users; number++)
            {
                user++;
                await sender.PostAsync(sender.Activity(user, "addition", Before, $"user{user}@{domain}"));
            }
        }
    }

    private static IEnumerable<string> Named(JsonNode row) =>
        row["domains"]!.AsArray().Select(static one => $"{one!["domain"]}: {one["users"]}");
}
