using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

[TestClass]
public sealed class ActiveUsersTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public async Task The_report_gives_each_instance_and_leaves_test_instances_out_of_the_total()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var production = await host.AddSenderAsync(seats: 4);
        var test = await host.AddSenderAsync("test");
        await host.AddSenderAsync();
        var first = Activity(production, 1, "addition", Day);
        await production.PostAsync(
            first,
            Activity(production, 2, "addition", Day),
            Activity(production, 2, "removal", Day.AddHours(1))
        );
        await production.PostAsync(first.DeepClone());
        await test.PostAsync(Activity(test, 1, "addition", Day));

        var report = await ReportAsync(host);

        Assert.AreEqual("2026-11-24T12:00:00+00:00", (string?)report["asOf"]);
        Assert.AreEqual("2026-11-24T12:00:00Z", (string?)report["at"]);
        Assert.StartsWith("A user is active at an instance at a time when the latest", (string?)report["definition"]!);
        Assert.AreEqual(1, (long)report["total"]!);
        var instances = report["instances"]!.AsArray();
        const string Expected = """
            {"instance":"client-1","client":"Client client-1","kind":"production","zone":"UTC","at":"2026-11-24T12:00:00+00:00","state":"never-reported","active":1,"seats":4,"activities":3,
            "additions":2,"removals":1,"resent":1,"lastReceived":"2026-11-24T12:00:00+00:00"}
            """;
        Assert.IsTrue(JsonNode.DeepEquals(JsonNode.Parse(Expected), instances[0]), instances[0]!.ToJsonString());
        Assert.AreEqual(1, (long)instances[1]!["active"]!);
        Assert.AreEqual("test", (string?)instances[1]!["kind"]);
        Assert.IsNull(instances[2]!["lastReceived"]);
        Assert.IsNull(instances[2]!["seats"]);
    }

    [TestMethod]
    public async Task A_report_at_a_time_leaves_out_what_is_dated_then_or_later()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(Activity(sender, 1, "removal", Day.AddDays(1)), Activity(sender, 1, "addition", Day));

        Assert.AreEqual(0, await TotalAsync(host, "?at=2026-11-20T00:00:00Z"));
        Assert.AreEqual(1, await TotalAsync(host, "?at=2026-11-20T00:00:00.001Z"));
        Assert.AreEqual(1, await TotalAsync(host, "?at=2026-11-21T01:00:00%2B01:00"));
        Assert.AreEqual(0, await TotalAsync(host, "?at=2026-11-21T00:00:00.001Z"));
        Assert.AreEqual(0, await TotalAsync(host, ""));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("yesterday")]
    [DataRow("2026-11-20T00:00:00")]
    [DataRow("2026-13-20T00:00:00Z")]
    public async Task A_time_that_is_none_is_400(string at)
    {
        await using var host = await CentralEndpointHost.StartAsync();

        using var response = await host.Pages.GetAsync(new Uri("/reports/active-users?at=" + at, UriKind.Relative));

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.AreEqual("The value of at is not a date with time and zone, nor a day.", (string?)problem["title"]);
    }

    [TestMethod]
    [DataRow(11)]
    [DataRow(12)]
    [DataRow(13)]
    public async Task Shuffled_repeated_and_late_activities_fold_to_what_a_plain_model_says(int seed)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        var random = new Random(seed);
        // Few dates and sequences, so that ties are common and the id has to decide.
        var history = Enumerable
            .Range(0, 120)
            .Select(number => ModelledActivity.Draw(number, random, Day, hours: 6))
            .ToList();
        var model = new PlainModel(history);
        List<ModelledActivity> sent = [.. history, .. history.Where(_ => random.Next(3) == 0)];

        foreach (var chunk in Shuffled(sent, random).Chunk(17))
        {
            var answer = await sender.PostAsync([.. chunk.Select(recorded => recorded.ToActivity(sender))]);
            Assert.DoesNotContain(
                static verdict => verdict.StartsWith("rejected", StringComparison.Ordinal),
                answer.Verdicts()
            );
        }

        foreach (var hour in Enumerable.Range(-1, 8))
        {
            var at = Day.AddHours(hour);
            Assert.AreEqual(
                model.CountActive(at, DateTimeOffset.MaxValue),
                await TotalAsync(host, $"?at={Some.Date(at)}"),
                $"at {at:O}"
            );
        }

        Assert.AreEqual(
            model.CountActive(DateTimeOffset.MaxValue, DateTimeOffset.MaxValue),
            await TotalAsync(host, "")
        );
        Assert.AreEqual(sent.Count - history.Count, host.Count("SELECT resent FROM instance"));
    }

    private static ModelledActivity[] Shuffled(List<ModelledActivity> sent, Random random)
    {
        var shuffled = sent.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static JsonObject Activity(Sender sender, int subject, string status, DateTimeOffset date) =>
        sender.Activity(activity =>
        {
            activity["subject"] = Some.Subject(subject);
            activity["data"]!["status"] = status;
            activity["data"]!["date"] = Some.Date(date);
        });

    private static async Task<JsonNode> ReportAsync(CentralEndpointHost host, string query = "") =>
        JsonNode.Parse(await host.Pages.GetStringAsync(new Uri("/reports/active-users" + query, UriKind.Relative)))!;

    private static async Task<long> TotalAsync(CentralEndpointHost host, string query) =>
        (long)(await ReportAsync(host, query))["total"]!;
}
