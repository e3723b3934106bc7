using System.Net;
using System.Text.Json.Nodes;
using Blueshift.Tracking.Conformance.Support;

namespace Blueshift.Tracking.Conformance;

/// <summary>Heartbeats. An endpoint from before them answers 404, which clients bear; it fails here.</summary>
[TestClass]
public sealed class HeartbeatTests : ConformanceTest
{
    private const int MaxBytes = 64 * 1024;

    [TestMethod]
    public async Task A_heartbeat_is_answered_as_the_schema_says()
    {
        var answer = await Sender.BeatAsync(Heartbeat());

        answer.AssertHeartbeat();
    }

    [TestMethod]
    public async Task Members_that_the_endpoint_does_not_know_are_ignored()
    {
        var answer = await Sender.BeatAsync(
            Heartbeat(static heartbeat =>
            {
                heartbeat["new"] = new JsonObject { ["x"] = 1 };
                heartbeat["sources"]![0]!["new"] = "x";
                heartbeat["refused"]!["NewReason"] = 1;
                heartbeat["activeSet"] = null;
            })
        );

        answer.AssertHeartbeat();
    }

    [TestMethod]
    public async Task The_largest_heartbeat_is_taken()
    {
        var answer = await Sender.BeatAsync(
            Heartbeat(static heartbeat =>
            {
                heartbeat["sources"]![0]!["givenUp"] = new JsonArray([.. Enumerable.Range(1, 500).Select(GivenUp)]);
                heartbeat["forgotten"] = new JsonArray([
                    .. Enumerable.Range(0, 100).Select(static _ => (JsonNode)Some.Subject()),
                ]);
                heartbeat["activeSet"] = new JsonObject
                {
                    ["count"] = 1204,
                    ["digest"] = "5f0c6a1e9b3d47c28e11f00d2a4b6c8d",
                    ["asOf"] = Some.Date(TimeSpan.FromSeconds(-2)),
                };
                heartbeat["padding"] = "";
                heartbeat["padding"] = new string('x', MaxBytes - heartbeat.ToJsonString().Length);
            })
        );

        answer.AssertHeartbeat();
    }

    [TestMethod]
    public async Task The_same_heartbeat_may_come_again()
    {
        var heartbeat = Heartbeat(static heartbeat => heartbeat["sources"]![0]!["givenUp"] = new JsonArray(GivenUp(1)));

        (await Sender.BeatAsync(heartbeat)).AssertHeartbeat();
        (await Sender.BeatAsync(heartbeat)).AssertHeartbeat();
    }

    [TestMethod]
    public async Task A_bad_credential_is_401()
    {
        var answer = await Sender.BeatAsync(
            Heartbeat(),
            static request => request.Headers.Authorization = new("Bearer", WellFormedKey.Unknown)
        );

        answer.AssertProblem(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [TestMethod]
    public async Task A_source_of_another_instance_is_403()
    {
        var answer = await Sender.BeatAsync(
            Heartbeat(static heartbeat => heartbeat["sources"]![0]!["source"] = Some.Source(Some.OtherInstance))
        );

        answer.AssertProblem(HttpStatusCode.Forbidden, "instance-mismatch");
    }

    [TestMethod]
    public async Task Another_media_type_is_415()
    {
        var answer = await Sender.BeatAsync(
            Heartbeat(),
            static request => request.Content!.Headers.ContentType = new("text/plain")
        );

        answer.AssertProblem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [TestMethod]
    public async Task More_than_64_KiB_is_413_with_the_limit()
    {
        var answer = await Sender.BeatAsync(Heartbeat() + new string(' ', MaxBytes));

        answer.AssertProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.AreEqual(MaxBytes, (int?)answer.Json["maxBytes"]);
    }

    [TestMethod]
    public async Task What_is_no_heartbeat_is_400()
    {
        var withoutSources = Heartbeat(static heartbeat => heartbeat.Remove("sources"));
        var twice = Heartbeat().Replace("\"waiting\"", "\"state\":\"paused\",\"waiting\"", StringComparison.Ordinal);
        foreach (var body in new[] { "", "[]", "{}", "{", withoutSources, twice })
        {
            (await Sender.BeatAsync(body)).AssertProblem(HttpStatusCode.BadRequest, "malformed-heartbeat");
        }
    }

    [TestMethod]
    public async Task Another_method_is_405()
    {
        var answer = await Sender.BeatAsync("", static request => request.Method = HttpMethod.Put);

        answer.AssertProblem(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    private static string Heartbeat(Action<JsonObject>? change = null)
    {
        var heartbeat = Some.Heartbeat(Sender.Instance);
        change?.Invoke(heartbeat);
        return heartbeat.ToJsonString();
    }

    private static JsonNode GivenUp(int number) =>
        new JsonObject
        {
            ["from"] = $"{number:D19}",
            ["to"] = $"{number:D19}",
            ["reason"] = "Expired",
        };
}
