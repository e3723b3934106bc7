using System.Diagnostics.CodeAnalysis;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>No report tells that somebody was erased: each says, to the letter, what it said before.</summary>
[TestClass]
public sealed class ErasureReportsTests
{
    private const int Days = 12;
    private const int Users = 14;
    private static readonly IEnumerable<int> Wide = Enumerable.Range(20, 8);

    [TestMethod]
    [DataRow(21, "Europe/Zurich", "2027-03-24")]
    [DataRow(22, "America/Santiago", "2027-03-28")]
    [DataRow(23, "UTC", "2027-06-25")]
    [SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same people.")]
    public async Task Every_report_says_the_same_before_and_after(int seed, string zone, string firstDay)
    {
        await using var history = await ModelledHistory.StartAsync(seed, zone, firstDay, Days);
        var random = new Random(seed);
        await AddRareDomainsAsync(history, random);
        await AddWideDomainAsync(history);
        var people = Enumerable.Range(0, Users).Concat(Wide).OrderBy(_ => random.Next()).Take(8).ToList();
        var before = await ReportsAsync(history);
        Assert.Contains("wide.example", string.Concat(before), "Some domain is named.");
        Assert.DoesNotContain("rare", string.Concat(before), "Some domain is too small.");
        AssertNoneIsLeftOut(history.Host, before);

        foreach (var person in people)
        {
            Assert.IsGreaterThan(0, (await history.Host.EraseAsync(history.Sender, person)).Activities);
            Assert.AreSequenceEqual(before, await ReportsAsync(history), $"After {person}.");
        }

        (await CommandRun.OfAsync(history.Host.Settings, "projection", "verify")).AssertDone();
    }

    private static void AssertNoneIsLeftOut(CentralEndpointHost host, IReadOnlyList<string> told) =>
        Assert.AreSequenceEqual(
            host.Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Select(static route => route.RoutePattern.RawText!)
                .Where(static path => path.StartsWith("/reports/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            told.Select(static one => $"/reports/{one.Split(' ', ':')[0]}").Distinct().Order(StringComparer.Ordinal)
        );

    private static Task<IReadOnlyList<string>> ReportsAsync(ModelledHistory history)
    {
        var first = history.FirstDay;
        var times = Enumerable
            .Range(1, 4)
            .Select(place => history.Midnight(first).AddHours(5).AddDays(place * Days / 5))
            .ToList();
        return new AllReports(history.Host).ReadAsync((first, first.AddDays(Days + 1)), times);
    }

    // One domain that has more than five users at some times, and fewer at others.
    private static async Task AddWideDomainAsync(ModelledHistory history)
    {
        foreach (var user in Wide)
        {
            var date = history.Midnight(history.FirstDay).AddHours((user - 19) * 9);
            await history.Sender.PostAsync(
                history.Sender.Activity(user, "addition", date, $"user{user}@wide.example"),
                history.Sender.Activity(user, "removal", date.AddDays(user % 3 * 3 + 3), "")
            );
        }

        history.Host.Clock.Advance(TimeSpan.FromMinutes(10));
    }

    // Four domains of three or four users each, which no report may name.
    [SuppressMessage("Security", "CA5394", Justification = "As above.")]
    private static async Task AddRareDomainsAsync(ModelledHistory history, Random random)
    {
        for (var user = 0; user < Users; user++)
        {
            var date = history.Midnight(history.FirstDay).AddHours(random.Next((Days - 2) * 24));
            await history.Sender.PostAsync(
                history.Sender.Activity(user, "addition", date, $"user{user}@rare{user % 4}.example"),
                history.Sender.Activity(user, "addition", date.AddHours(9), "")
            );
        }

        history.Host.Clock.Advance(TimeSpan.FromMinutes(10));
    }
}
