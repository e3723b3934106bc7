using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>The greatest numbers that an instance may tell do not keep the others' figures from being reported.</summary>
[TestClass]
public sealed class HostileNumbersTests : EndpointTest
{
    private const long MaxCount = (1L << 53) - 1;

    [TestMethod]
    public async Task Journals_that_are_all_settled_to_the_last_number_leave_the_report_standing()
    {
        var other = await AddOtherAsync();
        var sender = await Host.AddSenderAsync();
        var sources = Enumerable
            .Range(0, 3)
            .Select(number => Source(sender, number, long.MaxValue))
            .ToArray<JsonNode>();

        await BeatAsync(sender, heartbeat => heartbeat["sources"] = new JsonArray(sources));

        var report = await ReportAsync();
        Assert.AreEqual(MaxCount, (long)report[sender.Instance]["gap"]!);
        Assert.AreEqual(3, (long)report[other.Instance]["gap"]!);
    }

    [TestMethod]
    public async Task Ranges_that_overlap_and_reach_the_last_number_do_too()
    {
        var other = await AddOtherAsync();
        var sender = await Host.AddSenderAsync();
        // None lies within another.
        var ranges = Enumerable
            .Range(1, 5)
            .Select(static first => (JsonNode)Beat.GivenUp(first, long.MaxValue - 5 + first));

        await BeatAsync(
            sender,
            heartbeat =>
                heartbeat["sources"] = new JsonArray(
                    Beat.Source(Beat.Journal(sender.Instance), long.MaxValue, 0, [.. ranges])
                )
        );

        var report = await ReportAsync();
        Assert.AreEqual(0, (long)report[sender.Instance]["gap"]!);
        Assert.AreEqual(3, (long)report[other.Instance]["gap"]!);
    }

    [TestMethod]
    public async Task So_do_more_activities_that_wait_and_are_lost_than_can_be_counted()
    {
        var other = await AddOtherAsync();
        var sender = await Host.AddSenderAsync();
        for (var beat = 0; beat < 1_100; beat += 275)
        {
            var sources = Enumerable.Range(beat, 275).Select(number => Waiting(sender, number)).ToArray<JsonNode>();
            await BeatAsync(sender, heartbeat => heartbeat["sources"] = new JsonArray(sources));
        }

        Host.Clock.Advance(TimeSpan.FromHours(1));
        await BeatAsync(other);
        await BeatAsync(sender);
        var report = await ReportAsync();

        Assert.AreEqual(MaxCount, (long)report[sender.Instance]["lostWithBuffers"]!);
        Assert.AreEqual("live", (string?)report[other.Instance]["state"]);
    }

    [TestMethod]
    public async Task So_do_live_buffers_that_say_more_than_can_be_counted()
    {
        var other = await AddOtherAsync();
        var sender = await Host.AddSenderAsync();
        foreach (var buffers in Enumerable.Range(0, 1_030).Chunk(10))
        {
            await Task.WhenAll(buffers.Select(buffer => BeatAsync(sender, beat => SayMost(beat, sender, buffer))));
        }

        var report = await ReportAsync();

        Assert.AreEqual(MaxCount, (long)report[sender.Instance]["waiting"]!);
        Assert.AreEqual(MaxCount, (long)report[sender.Instance]["deadLetters"]!);
        Assert.AreEqual(0, (long)report[other.Instance]["waiting"]!);
    }

    [TestMethod]
    public async Task An_activity_may_have_a_number_beyond_64_bits()
    {
        var sender = await Host.AddSenderAsync();
        var numbered = sender.Activity(static activity => activity["sequence"] = new string('9', 19));
        var rejected = sender.Activity(static activity => activity["sequence"] = new string('9', 19));
        rejected["data"] = 1;

        (await sender.PostAsync(numbered, rejected)).AssertVerdicts("accepted", "rejected invalid-field /data");
        await BeatAsync(
            sender,
            heartbeat => heartbeat["sources"] = new JsonArray(Beat.Source(Beat.Journal(sender.Instance), 2))
        );

        Assert.AreEqual(2, (long)(await ReportAsync())[sender.Instance]["gap"]!);
    }

    private static async Task<Sender> AddOtherAsync()
    {
        var other = await Host.AddSenderAsync();
        await BeatAsync(
            other,
            heartbeat => heartbeat["sources"] = new JsonArray(Beat.Source(Beat.Journal(other.Instance), 3))
        );
        return other;
    }

    private static JsonObject Source(Sender sender, int number, long settledThrough) =>
        Beat.Source(Beat.Journal(sender.Instance, Some.Id(number)), settledThrough);

    private static JsonObject Waiting(Sender sender, int number)
    {
        var source = Source(sender, number, 0);
        source["waiting"] = MaxCount;
        return source;
    }

    private static void SayMost(JsonObject heartbeat, Sender sender, int buffer)
    {
        heartbeat["waiting"] = MaxCount;
        heartbeat["deadLetters"] = MaxCount;
        heartbeat["sources"] = new JsonArray(Source(sender, buffer, 0));
    }

    private static async Task BeatAsync(Sender sender, Action<JsonObject>? change = null)
    {
        var answer = await sender.BeatAsync(Beat.Of(sender.Instance, change));
        Assert.AreEqual(HttpStatusCode.OK, answer.Status, answer.Text);
    }

    private static async Task<Dictionary<string, JsonNode>> ReportAsync()
    {
        using var response = await Host.Pages.GetAsync(new Uri("/reports/instances", UriKind.Relative));
        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
        var report = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return report["instances"]!
            .AsArray()
            .ToDictionary(static row => (string)row!["instance"]!, static row => row!, StringComparer.Ordinal);
    }
}
