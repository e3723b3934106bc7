using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using CentralEndpoint.Projection;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Reports;

/// <summary>
/// An endpoint with a random history of one instance that came over its time: some of it late by days, repeated, dated ahead, tied or
/// taken out.
/// </summary>
internal sealed class ModelledHistory : IAsyncDisposable
{
    private const int Activities = 260;
    private const int BatchSize = 20;

    private ModelledHistory(CentralEndpointHost host, Sender sender, string zone, DateOnly firstDay)
    {
        Host = host;
        Sender = sender;
        Zone = TimeZoneInfo.FindSystemTimeZoneById(zone);
        FirstDay = firstDay;
    }

    public CentralEndpointHost Host { get; }

    public Sender Sender { get; }

    public TimeZoneInfo Zone { get; }

    public DateOnly FirstDay { get; }

    public PlainModel Model { get; private set; } = new([]);

    public DateTimeOffset Now => Host.Clock.GetUtcNow();

    [SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same history.")]
    public static async Task<ModelledHistory> StartAsync(int seed, string zone, string firstDay, int days)
    {
        var host = await CentralEndpointHost.StartAsync();
        var random = new Random(seed);
        var day = DateOnly.ParseExact(firstDay, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        host.Clock.SetUtcNow(start);
        var history = new ModelledHistory(host, await host.AddSenderAsync(zone: zone, seats: 7), zone, day);
        var drawn = Enumerable
            .Range(1, Activities)
            .Select(id => ModelledActivity.Draw(id, random, start, days * 24 - 1))
            .ToList();
        var wrong = drawn.Where(_ => random.Next(9) == 0).ToList();
        await history.SendAsync(random, drawn, wrong, days);
        foreach (var one in wrong.Where(static one => one.Voided is null))
        {
            await history.VoidAsync(one);
        }

        host.Clock.Advance(TimeSpan.FromMinutes(10));
        history.Model = new PlainModel(drawn);
        return history;
    }

    public async Task<JsonNode> ReportAsync(string query) =>
        JsonNode.Parse(await Host.Pages.GetStringAsync(new Uri("/reports/" + query, UriKind.Relative)))!;

    /// <summary>Gives the one row of a report.</summary>
    public async Task<JsonNode> RowAsync(string query) => (await ReportAsync(query))["rows"]!.AsArray().Single()!;

    /// <summary>Gives the same in the zone of the instance.</summary>
    public DateTimeOffset Midnight(DateOnly day) => Midnight(day, Zone);

    /// <summary>Gives the first minute of UTC that has the day there, which is not how the endpoint finds it.</summary>
    public static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var moment = new DateTimeOffset(day.AddDays(-1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        while (DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime) < day)
        {
            moment = moment.AddMinutes(1);
        }

        return moment;
    }

    /// <summary>Gives the days and moments of a period of a report, the running one until now.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Moments(JsonNode period)
    {
        var end = Midnight(Day(period["to"]!));
        return (Midnight(Day(period["from"]!)), end < Now ? end : Now);
    }

    public static DateOnly Day(JsonNode day) =>
        DateOnly.ParseExact((string)day!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    // Most come within a few hours, some some days later, and few before their date.
    [SuppressMessage("Security", "CA5394", Justification = "As above.")]
    private async Task SendAsync(
        Random random,
        List<ModelledActivity> drawn,
        IReadOnlyCollection<ModelledActivity> wrong,
        int days
    )
    {
        var sent = drawn
            .Concat(drawn.Where(_ => random.Next(4) == 0))
            .Select(one => (One: one, At: one.Date + Delay()))
            .OrderBy(static one => one.At)
            .ToList();
        var seen = new HashSet<int>();
        foreach (var batch in sent.Chunk(BatchSize))
        {
            Host.Clock.SetUtcNow(Later(batch[^1].At));
            foreach (var (one, _) in batch.Where(one => seen.Add(one.One.Id)))
            {
                one.Received = Now;
            }

            var answer = await Sender.PostAsync([.. batch.Select(one => one.One.ToActivity(Sender))]);
            Assert.DoesNotContain(static verdict => verdict.StartsWith('r'), answer.Verdicts());
            // Some are found to be wrong soon, the others at the end.
            foreach (
                var (one, _) in batch.Where(pair =>
                    pair.One.Voided is null && wrong.Any(one => ReferenceEquals(one, pair.One)) && random.Next(2) == 0
                )
            )
            {
                await VoidAsync(one);
            }
        }

        TimeSpan Delay() =>
            random.Next(6) switch
            {
                0 => TimeSpan.FromHours(random.Next(days * 12)),
                1 => TimeSpan.FromHours(-2),
                _ => TimeSpan.FromMinutes(random.Next(300)),
            };

        DateTimeOffset Later(DateTimeOffset at) => at > Now ? at : Now;
    }

    private async Task VoidAsync(ModelledActivity one)
    {
        var store = Host.Services.GetRequiredService<EndpointStore>();
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        one.Voided = Now;
        Assert.IsTrue(await VoidedActivities.VoidAsync(store, Sender.Instance, Some.Id(one.Id), "a test", Now));
    }
}
