using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using CentralEndpoint.Commands;
using CentralEndpoint.Projection;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Reports;

/// <summary>
/// The reports against a plain model: activities shuffled, repeated, late, tied, dated ahead and taken out, over days on which clocks
/// are moved; as known now and as known before; kept, and made anew.
/// </summary>
[TestClass]
public sealed class ReportModelTests
{
    private const int Days = 6;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(10);

    private readonly List<DateTimeOffset> _moments = [];

    // Clocks go forward on 28 March 2027 in Zurich, back on 31 October; in Santiago they go back at midnight, to 3 April.
    [TestMethod]
    [DataRow(1, "Europe/Zurich", "2027-03-26")]
    [DataRow(2, "Europe/Zurich", "2027-10-29")]
    [DataRow(3, "America/Santiago", "2027-04-01")]
    [SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same history.")]
    public async Task Reports_say_what_a_plain_model_says(int seed, string zone, string firstDay)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var random = new Random(seed);
        var sender = await host.AddSenderAsync(zone: zone);
        var day = DateOnly.ParseExact(firstDay, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        host.Clock.SetUtcNow(start.AddDays(Days - 1));
        // Some of the last day is dated ahead when it comes.
        var history = Enumerable
            .Range(1, 260)
            .Select(id => ModelledActivity.Draw(id, random, start, Days * 24 - 1))
            .ToList();

        await SendAsync(host, sender, random, history);
        await VoidAsync(host, sender, [.. history.Where(_ => random.Next(9) == 0)]);

        var model = new PlainModel(history);
        await AssertActiveAsync(host, model, start);
        await AssertFlowAsync(host, model, zone, day);
        host.Clock.Advance(TimeSpan.FromDays(2));
        await AssertFlowAsync(host, model, zone, day);
        await AssertKeptIsRebuiltAsync(host, sender);
    }

    [SuppressMessage("Security", "CA5394", Justification = "As above.")]
    private async Task SendAsync(CentralEndpointHost host, Sender sender, Random random, List<ModelledActivity> history)
    {
        var sent = history.Concat(history.Where(_ => random.Next(4) == 0)).ToArray();
        random.Shuffle(sent);
        var seen = new HashSet<int>();
        foreach (var batch in sent.Chunk(30))
        {
            host.Clock.Advance(Step);
            _moments.Add(host.Clock.GetUtcNow());
            foreach (var one in batch.Where(one => seen.Add(one.Id)))
            {
                one.Received = host.Clock.GetUtcNow();
            }

            var answer = await sender.PostAsync([.. batch.Select(one => one.ToActivity(sender))]);
            Assert.DoesNotContain(static verdict => verdict.StartsWith('r'), answer.Verdicts());
        }
    }

    private async Task VoidAsync(CentralEndpointHost host, Sender sender, IReadOnlyList<ModelledActivity> wrong)
    {
        Assert.IsGreaterThan(10, wrong.Count);
        var store = host.Services.GetRequiredService<EndpointStore>();
        foreach (var one in wrong)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            one.Voided = host.Clock.GetUtcNow();
            var id = Some.Id(one.Id);
            Assert.IsTrue(await VoidedActivities.VoidAsync(store, sender.Instance, id, "a test", one.Voided.Value));
            Assert.IsFalse(await VoidedActivities.VoidAsync(store, sender.Instance, id, "again", one.Voided.Value));
        }

        _moments.Add(wrong[wrong.Count / 2].Voided!.Value);
        host.Clock.Advance(Step);
    }

    private async Task AssertActiveAsync(CentralEndpointHost host, PlainModel model, DateTimeOffset start)
    {
        for (var at = start; at < host.Clock.GetUtcNow(); at = at.AddHours(9))
        {
            Assert.AreEqual(
                model.CountActive(at, DateTimeOffset.MaxValue),
                await ActiveAsync(host, at, known: null),
                $"{at:O}"
            );
            foreach (var known in _moments)
            {
                Assert.AreEqual(
                    model.CountActive(at, known),
                    await ActiveAsync(host, at, known),
                    $"{at:O}, as known at {known:O}"
                );
            }
        }
    }

    private async Task AssertFlowAsync(CentralEndpointHost host, PlainModel model, string zone, DateOnly day)
    {
        foreach (var known in _moments.Select(moment => (DateTimeOffset?)moment).Prepend(null))
        {
            var query =
                $"/reports/flow?by=day&from={day:yyyy-MM-dd}&to={day.AddDays(Days + 2):yyyy-MM-dd}{Known(known)}";
            var flow = JsonNode.Parse(await host.Pages.GetStringAsync(new Uri(query, UriKind.Relative)))!;
            var instance = flow["instances"]!.AsArray().Single()!;
            Assert.IsTrue((bool)instance["closes"]!);
            var periods = instance["periods"]!.AsArray();
            Assert.IsGreaterThanOrEqualTo(Days - 1, periods.Count);
            foreach (var period in periods)
            {
                var from = Midnight((string)period!["from"]!, zone);
                var to = Midnight((string)period["to"]!, zone);
                to = to < host.Clock.GetUtcNow() ? to : host.Clock.GetUtcNow();
                var asKnown = known ?? DateTimeOffset.MaxValue;
                Assert.AreEqual(
                    model.CountFlow(from, to, asKnown),
                    PlainFlow.Of(period),
                    $"{from:O}, as known at {known:O}"
                );
                Assert.AreEqual(model.CountActive(from, asKnown), (int)period["opening"]!, $"{from:O}");
                Assert.AreEqual(model.CountActive(to, asKnown), (int)period["closing"]!, $"{to:O}");
            }
        }
    }

    private static async Task AssertKeptIsRebuiltAsync(CentralEndpointHost host, Sender sender)
    {
        await using var output = new StringWriter();
        string[] line = ["projection", "verify", .. host.Settings];
        Assert.AreEqual(CommandLine.Done, await CommandLine.Parse(line).RunAsync(output, output), output.ToString());
        Assert.Contains($"{sender.Instance} right", output.ToString());
    }

    private static async Task<int> ActiveAsync(CentralEndpointHost host, DateTimeOffset at, DateTimeOffset? known)
    {
        var query = $"/reports/active-users?at={Some.Date(at)}{Known(known)}";
        return (int)JsonNode.Parse(await host.Pages.GetStringAsync(new Uri(query, UriKind.Relative)))!["total"]!;
    }

    private static string Known(DateTimeOffset? known) => known is { } time ? $"&knownAt={Some.Date(time)}" : "";

    private static DateTimeOffset Midnight(string day, string zone) =>
        ModelledHistory.Midnight(
            DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            TimeZoneInfo.FindSystemTimeZoneById(zone)
        );
}
