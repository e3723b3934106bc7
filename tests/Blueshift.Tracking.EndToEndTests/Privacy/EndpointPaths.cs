using System.Net;
using Blueshift.Tracking.EndToEndTests.Support;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;
using CentralEndpoint.Commands;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>Everybody comes to the central endpoint of the sample, rightly or wrongly written.</summary>
internal static class EndpointPaths
{
    private const string Batch = "application/cloudevents-batch+json";

    // A request for each, and each is refused as a whole.
    private static readonly int Few = Assurance.Count(slice: 5, full: 500);

    private static readonly string[] Pages =
    [
        "/",
        "/reports/active-users",
        "/reports/active-users?format=csv",
        "/reports/flow",
        "/reports/instances",
        "/nowhere",
    ];

    public static IEnumerable<CanaryPath> All =>
        [
            new("the central endpoint: delivered, reported, backed up", DeliveredAsync),
            new("the central endpoint: batches that cannot be read", UnreadableAsync),
            new("the central endpoint: activities that are rejected", RejectedAsync),
            new("the central endpoint: heartbeats that are wrong", HeartbeatsAsync),
            new("the central endpoint: a key that it does not know", UnknownKeyAsync),
        ];

    private static async Task DeliveredAsync(CanaryRun run)
    {
        var endpoint = run.Started(await CanaryEndpoint.StartAsync(run.Watch));
        var application = run.Start(
            endpoint.Ingest,
            endpoint.RootFile,
            options => options.Credential.ApiKey = endpoint.ApiKey
        );
        await application.TrackAsync(run.People);
        await application.TrackAsync(run.People, UserActivity.Deactivated);
        await CanaryRun.SettleAsync(application);

        foreach (var page in Pages)
        {
            await endpoint.ReadAsync(page);
        }
        await using var output = new StringWriter();
        var backup = Path.Combine(run.Folder, "backup.db");
        var code = await CommandLine.Parse(["backup", backup, .. endpoint.Settings]).RunAsync(output, output);
        run.Watch.Search.Text("output of a command", "backup", output.ToString());
        Assert.AreEqual(CommandLine.Done, code);
        endpoint.Search();
        Assert.AreEqual(2 * run.People.Count, application.Counts.Sum("activities.delivered"));
    }

    private static async Task UnreadableAsync(CanaryRun run)
    {
        var endpoint = run.Started(await CanaryEndpoint.StartAsync(run.Watch));
        foreach (var user in run.People.Take(Few))
        {
            foreach (var body in Unreadable(user))
            {
                Assert.AreNotEqual(HttpStatusCode.OK, await endpoint.PostAsync("/v1/activities", Batch, body));
            }
            await endpoint.PostAsync("/v1/activities", Batch, user.Email!, contentCoding: "gzip");
            await endpoint.PostAsync("/v1/activities", "text/plain", user.Email!);
        }
    }

    private static async Task RejectedAsync(CanaryRun run)
    {
        var endpoint = run.Started(await CanaryEndpoint.StartAsync(run.Watch));
        foreach (var user in run.People.Take(Few))
        {
            var batch = $"[{string.Join(',', Rejected(user))}]";
            Assert.AreEqual(HttpStatusCode.OK, await endpoint.PostAsync("/v1/activities", Batch, batch));
        }
    }

    private static async Task HeartbeatsAsync(CanaryRun run)
    {
        var endpoint = run.Started(await CanaryEndpoint.StartAsync(run.Watch));
        foreach (var user in run.People.Take(Few))
        {
            await endpoint.PostAsync("/v1/heartbeat", "application/json", $$"""{"state":t{{user.Email}}}""");
            foreach (
                var member in new[] { "library", "state", "reason", "sources", "forgotten", user.Key.Replace('/', '-') }
            )
            {
                await endpoint.PostAsync(
                    "/v1/heartbeat",
                    "application/json",
                    $$"""{"{{member}}":"{{Canary.Marks["email"]}}","sentAt":"{{Canary.Marks["key"]}}"}"""
                );
            }
        }
    }

    private static async Task UnknownKeyAsync(CanaryRun run)
    {
        var endpoint = run.Started(await CanaryEndpoint.StartAsync(run.Watch));
        var application = run.Start(endpoint.Ingest, endpoint.RootFile);
        await application.TrackAsync(run.People);

        await run.Watch.Logs.LoggedAsync(1021);
    }

    private static IEnumerable<string> Unreadable(TrackedUser user) =>
        [
            $$"""[{"data":{"firstName":"{{Canary.Marks["firstName"]}}""",
            $$"""{"email":"{{user.Email}}"}""",
            $$"""[{"id":"{{Canary.Marks["key"]}}"}]""",
            $$"""[{"lastName":"{{Canary.Marks["lastName"]}}","lastName":"{{Canary.Marks["lastName"]}}"}]""",
            $"[{{\"a\":{{\"b\":{{\"c\":{{\"d\":\"{user.Email}\"}}}}}}}}]",
            $$"""[{{Activity(user, ("clientInstanceId", Canary.Marks["key"]))}}]""",
            user.Email!,
            // What begins like a literal and is none: the framework would repeat it.
            $"t{user.Email}",
            $"[f{user.Email}]",
            $$"""[{"data":n{{user.Email}}}]""",
        ];

    private static IEnumerable<string> Rejected(TrackedUser user) =>
        [
            Activity(user, ("status", Canary.Marks["email"])),
            Activity(user, ("date", Canary.Marks["email"])),
            Activity(user, ("date", "1999-01-01T00:00:00.000Z")),
            Activity(user, (Canary.Marks["key"], Canary.Marks["email"])),
            Activity(user, ("firstName", new string('x', 300) + Canary.Marks["firstName"])),
            Activity(user, ("email", Canary.Marks["email"] + "\\u0000")),
            Activity(user).Replace("one.blueshift.user-activity.v1", Canary.Marks["key"], StringComparison.Ordinal),
            Activity(user).Replace("Pr9_voct8DKOYLzVB89bZA", Canary.Marks["key"], StringComparison.Ordinal),
            Activity(user).Replace("0000000000000000412", Canary.Marks["key"], StringComparison.Ordinal),
        ];

    private static string Activity(TrackedUser user, params (string Member, string Value)[] changed)
    {
        var data = new Dictionary<string, string>
        {
            ["firstName"] = Canary.Marks["firstName"],
            ["lastName"] = Canary.Marks["lastName"],
            ["email"] = user.Email!,
            ["clientInstanceId"] = "acme-prod",
            ["status"] = "addition",
            ["date"] = "2026-11-24T08:51:34.120Z",
        };
        foreach (var (member, value) in changed)
        {
            data[member] = value;
        }
        var members = string.Join(',', data.Select(one => $"\"{one.Key}\":\"{one.Value}\""));
        return $$"""
            {"specversion":"1.0","type":"one.blueshift.user-activity.v1","id":"{{Guid.NewGuid()}}",
             "source":"/clients/acme-prod/journals/019ab3e0-11aa-7c00-8f00-0123456789ab",
             "sequence":"0000000000000000412","subject":"Pr9_voct8DKOYLzVB89bZA","data":{ {{members}} } }
            """;
    }
}
