using System.Text.Json.Nodes;
using Blueshift.Tracking.Conformance.Support;

namespace Blueshift.Tracking.Conformance;

/// <summary>Strict reading, the second step: each activity is judged by itself, and costs no other anything.</summary>
[TestClass]
public sealed class ActivityReadingTests : ConformanceTest
{
    private const string Absent = "(absent)";

    // A JsonNode holds whole characters only, so the half is put into the text afterwards.
    private const string HalfPair = "HALF-PAIR";
    private const string Uuid = "019ab3e0-11aa-7c00-8f00-0123456789ab";

    [TestMethod]
    [DataRow("type", Absent, "missing-field")]
    [DataRow("type", "7", "invalid-field")]
    [DataRow("type", "\"one.blueshift.user-activity.v2\"", "unsupported-type")]
    [DataRow("specversion", Absent, "missing-field")]
    [DataRow("specversion", "\"0.3\"", "invalid-field")]
    [DataRow("source", Absent, "missing-field")]
    [DataRow("source", "\"/somewhere\"", "invalid-field")]
    [DataRow("source", "\"/clients/INSTANCE\"", "invalid-field")]
    [DataRow("source", "\"/clients/INSTANCE/journals/1\"", "invalid-field")]
    [DataRow("source", "\"/clients/INSTANCE/logs/" + Uuid + "\"", "invalid-field")]
    [DataRow("sequence", Absent, "missing-field")]
    [DataRow("sequence", "412", "invalid-field")]
    [DataRow("sequence", "\"412\"", "invalid-field")]
    [DataRow("sequence", "\"0000000000000000000\"", "invalid-field")]
    [DataRow("sequence", "\"000000000000000041x\"", "invalid-field")]
    [DataRow("subject", Absent, "missing-field")]
    [DataRow("subject", "\"amelia.nguyen@customer.example\"", "invalid-field")]
    [DataRow("subject", "\"qK2w1m0T3u8hYf6Zr5cV9\"", "invalid-field")]
    [DataRow("subject", "\"qK2w1m0T3u8hYf6Zr5cV9B\"", "invalid-field")]
    [DataRow("origin", "\"live\"", "invalid-field")]
    [DataRow("data", Absent, "missing-field")]
    [DataRow("data", "[]", "invalid-field")]
    [DataRow("data.firstName", Absent, "missing-field")]
    [DataRow("data.firstName", "null", "invalid-field")]
    [DataRow("data.firstName", "\"\\u0007\"", "invalid-field")]
    [DataRow("data.firstName", "\"\\u0085\"", "invalid-field")]
    [DataRow("data.lastName", Absent, "missing-field")]
    [DataRow("data.lastName", "1", "invalid-field")]
    [DataRow("data.email", Absent, "missing-field")]
    [DataRow("data.email", "true", "invalid-field")]
    [DataRow("data.email", "\"a\\n@customer.example\"", "invalid-field")]
    [DataRow("data.clientInstanceId", Absent, "missing-field")]
    [DataRow("data.clientInstanceId", "1", "invalid-field")]
    [DataRow("data.status", Absent, "missing-field")]
    [DataRow("data.status", "\"Addition\"", "invalid-field")]
    [DataRow("data.status", "true", "invalid-field")]
    [DataRow("data.date", Absent, "missing-field")]
    [DataRow("data.date", "\"\"", "invalid-field")]
    [DataRow("data.date", "\"2026-11-24T08:51:34Z\"", "invalid-field")]
    [DataRow("data.date", "\"2026-11-24T08:51:34.120+00:00\"", "invalid-field")]
    [DataRow("data.date", "\"2026-11-24 08:51:34.120Z\"", "invalid-field")]
    [DataRow("data.date", "\"2026-02-30T08:51:34.120Z\"", "invalid-field")]
    [DataRow("data.date", "\"1999-12-31T23:59:59.999Z\"", "date-out-of-range")]
    [DataRow("data.date", "\"9999-12-31T23:59:59.999Z\"", "date-out-of-range")]
    [DataRow("data.phoneOfAmelia", "\"1\"", "unknown-field")]
    public async Task What_is_outside_the_contract_is_rejected_with_its_reason(string name, string value, string reason)
    {
        var (good, bad) = (Sender.Activity(), Changed(name, value));

        var answer = await Sender.PostAsync(bad, good);

        answer.AssertVerdicts($"rejected {reason}", "accepted");
        Assert.DoesNotContain("Amelia", answer.Text);
    }

    [TestMethod]
    [DataRow("source", "\"/clients/INSTANCE/outboxes/" + Uuid + "\"")]
    [DataRow("sequence", "\"9223372036854775807\"")]
    [DataRow("origin", "\"baseline\"")]
    [DataRow("origin", "\"reconciled\"")]
    [DataRow("data.date", "\"2000-01-01T00:00:00.000Z\"")]
    [DataRow("data.status", "\"removal\"")]
    [DataRow("data.firstName", "\"\"")]
    [DataRow("data.lastName", "\"\"")]
    [DataRow("data.email", "\"\"")]
    [DataRow("data.email", "\"no address\"")]
    [DataRow("traceparent", "\"00-1\"")]
    [DataRow("time", "\"2026-11-24T08:51:34Z\"")]
    [DataRow("extra", "{\"x\":[1,null]}")]
    [DataRow("none", "null")]
    public async Task What_the_contract_allows_is_accepted(string name, string value) =>
        (await Sender.PostAsync(Changed(name, value))).AssertVerdicts("accepted");

    [TestMethod]
    [DataRow("subject")]
    [DataRow("data")]
    [DataRow("specversion")]
    public async Task A_required_attribute_that_is_null_is_rejected(string name)
    {
        var verdict = Assert.ContainsSingle((await Sender.PostAsync(Changed(name, "null"))).Verdicts());

        Assert.Contains(verdict, ["rejected missing-field", "rejected invalid-field"]);
    }

    [TestMethod]
    public async Task A_date_may_be_up_to_24_hours_ahead()
    {
        var near = Sender.Activity(static activity => activity["data"]!["date"] = Some.Date(TimeSpan.FromHours(23)));
        var far = Sender.Activity(static activity => activity["data"]!["date"] = Some.Date(TimeSpan.FromHours(25)));

        (await Sender.PostAsync(near, far)).AssertVerdicts("accepted", "rejected date-out-of-range");
    }

    [TestMethod]
    [DataRow("firstName", 256)]
    [DataRow("lastName", 256)]
    [DataRow("email", 320)]
    public async Task Texts_are_measured_in_Unicode_scalar_values(string name, int longest)
    {
        var most = string.Concat(Enumerable.Repeat("\U0001F98A", longest));

        var answer = await Sender.PostAsync(
            Sender.Activity(activity => activity["data"]![name] = most),
            Sender.Activity(activity => activity["data"]![name] = most + "x"),
            Sender
                .Activity(activity => activity["data"]![name] = HalfPair)
                .Replace(HalfPair, "\\ud83e", StringComparison.Ordinal)
        );

        answer.AssertVerdicts("accepted", "rejected invalid-field", "rejected invalid-field");
    }

    [TestMethod]
    public async Task Any_valid_escaping_and_order_of_members_is_read()
    {
        var escaped = Sender
            .Activity()
            .Replace("\"addition\"", "\"\\u0061dd\\u0069tion\"", StringComparison.Ordinal)
            .Replace("\"subject\"", "\"s\\u0075bject\"", StringComparison.Ordinal);
        var reversed = new JsonObject(
            JsonNode
                .Parse(Sender.Activity())!
                .AsObject()
                .Reverse()
                .Select(static member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
        );

        (await Sender.PostAsync(escaped, reversed.ToJsonString())).AssertVerdicts("accepted", "accepted");
    }

    private static string Changed(string name, string value) =>
        Sender.Activity(activity =>
        {
            var path = name.Split('.');
            var owner = path.Length == 2 ? activity["data"]!.AsObject() : activity;
            owner.Remove(path[^1]);
            if (value != Absent)
            {
                owner[path[^1]] = JsonNode.Parse(value.Replace("INSTANCE", Sender.Instance, StringComparison.Ordinal));
            }
        });
}
