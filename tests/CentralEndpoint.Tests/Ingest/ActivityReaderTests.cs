using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Ingest;

[TestClass]
public sealed class ActivityReaderTests : EndpointTest
{
    private const string Absent = "(absent)";

    // A JsonNode holds whole characters only, so the half is put into the text afterwards.
    private const string HalfPair = "HALF-PAIR";
    private const string Uuid = "019ab3e0-11aa-7c00-8f00-0123456789ab";

    [TestMethod]
    [DataRow("type", Absent, "missing-field")]
    [DataRow("type", "7", "invalid-field")]
    [DataRow("type", "\"one.blueshift.user-activity.v2\"", "unsupported-type")]
    [DataRow("type", "\"\"", "unsupported-type")]
    [DataRow("specversion", Absent, "missing-field")]
    [DataRow("specversion", "\"0.3\"", "invalid-field")]
    [DataRow("specversion", "1.0", "invalid-field")]
    [DataRow("source", Absent, "missing-field")]
    [DataRow("source", "null", "invalid-field")]
    [DataRow("source", "\"/somewhere\"", "invalid-field")]
    [DataRow("source", "\"/clients/INSTANCE\"", "invalid-field")]
    [DataRow("source", "\"/clients/INSTANCE/journals/1\"", "invalid-field")]
    [DataRow("source", "\"/clients/INSTANCE/logs/" + Uuid + "\"", "invalid-field")]
    [DataRow("source", "\"/clients/INSTANCE/journals/" + Uuid + "/\"", "invalid-field")]
    [DataRow("sequence", Absent, "missing-field")]
    [DataRow("sequence", "412", "invalid-field")]
    [DataRow("sequence", "\"412\"", "invalid-field")]
    [DataRow("sequence", "\"0000000000000000000\"", "invalid-field")]
    [DataRow("sequence", "\"000000000000000041x\"", "invalid-field")]
    [DataRow("sequence", "\"00000000000000000412\"", "invalid-field")]
    [DataRow("subject", Absent, "missing-field")]
    [DataRow("subject", "\"amelia.nguyen@customer.example\"", "invalid-field")]
    [DataRow("subject", "\"qK2w1m0T3u8hYf6Zr5cV9\"", "invalid-field")]
    [DataRow("subject", "\"qK2w1m0T3u8hYf6Zr5cV9=\"", "invalid-field")]
    [DataRow("subject", "\"qK2w1m0T3u8hYf6Zr5cV9B\"", "invalid-field")]
    [DataRow("origin", "\"live\"", "invalid-field")]
    [DataRow("origin", "1", "invalid-field")]
    [DataRow("data", Absent, "missing-field")]
    [DataRow("data", "null", "missing-field")]
    [DataRow("data", "[]", "invalid-field")]
    public async Task An_attribute_outside_the_contract_is_rejected_where_it_is(
        string name,
        string value,
        string reason
    )
    {
        var answer = await PostAsync(activity => Change(activity, name, value));

        answer.AssertVerdicts($"rejected {reason} /{name}");
    }

    [TestMethod]
    [DataRow("firstName", Absent, "missing-field")]
    [DataRow("firstName", "null", "invalid-field")]
    [DataRow("firstName", "\"\\u0007\"", "invalid-field")]
    [DataRow("firstName", "\"\\u0085\"", "invalid-field")]
    [DataRow("lastName", Absent, "missing-field")]
    [DataRow("lastName", "1", "invalid-field")]
    [DataRow("email", Absent, "missing-field")]
    [DataRow("email", "true", "invalid-field")]
    [DataRow("email", "\"a\\n@customer.example\"", "invalid-field")]
    [DataRow("clientInstanceId", Absent, "missing-field")]
    [DataRow("clientInstanceId", "1", "invalid-field")]
    [DataRow("status", Absent, "missing-field")]
    [DataRow("status", "\"Addition\"", "invalid-field")]
    [DataRow("status", "\"False\"", "invalid-field")]
    [DataRow("status", "true", "invalid-field")]
    [DataRow("date", Absent, "missing-field")]
    [DataRow("date", "\"\"", "invalid-field")]
    [DataRow("date", "\"2026-11-24T08:51:34Z\"", "invalid-field")]
    [DataRow("date", "\"2026-11-24T08:51:34.120+00:00\"", "invalid-field")]
    [DataRow("date", "\"2026-11-24 08:51:34.120Z\"", "invalid-field")]
    [DataRow("date", "\"2026-02-30T08:51:34.120Z\"", "invalid-field")]
    [DataRow("date", "\"1999-12-31T23:59:59.999Z\"", "date-out-of-range")]
    [DataRow("date", "\"2026-11-25T12:00:00.001Z\"", "date-out-of-range")]
    [DataRow("date", "\"9999-12-31T23:59:59.999Z\"", "date-out-of-range")]
    public async Task A_data_member_outside_the_contract_is_rejected_where_it_is(
        string name,
        string value,
        string reason
    )
    {
        var answer = await PostAsync(activity => Change(activity["data"]!.AsObject(), name, value));

        answer.AssertVerdicts($"rejected {reason} /data/{name}");
    }

    [TestMethod]
    [DataRow("source", "\"/clients/INSTANCE/outboxes/" + Uuid + "\"")]
    [DataRow("sequence", "\"9999999999999999999\"")]
    [DataRow("origin", "\"baseline\"")]
    [DataRow("origin", "\"reconciled\"")]
    [DataRow("origin", "null")]
    [DataRow("data.date", "\"2000-01-01T00:00:00.000Z\"")]
    [DataRow("data.date", "\"2026-11-25T12:00:00.000Z\"")]
    [DataRow("data.status", "\"removal\"")]
    [DataRow("data.firstName", "\"\"")]
    [DataRow("data.email", "\"\"")]
    public async Task What_the_contract_allows_is_accepted(string name, string value)
    {
        var answer = await PostAsync(activity =>
        {
            var owner = name.StartsWith("data.", StringComparison.Ordinal) ? activity["data"]!.AsObject() : activity;
            Change(owner, name.Split('.')[^1], value);
        });

        answer.AssertVerdicts("accepted");
    }

    [TestMethod]
    [DataRow("firstName", 256)]
    [DataRow("lastName", 256)]
    [DataRow("email", 320)]
    public async Task Texts_are_measured_in_Unicode_scalar_values(string name, int longest)
    {
        var most = string.Concat(Enumerable.Repeat("\U0001F98A", longest));

        var taken = await PostAsync(activity => activity["data"]![name] = most);
        var refused = await PostAsync(activity => activity["data"]![name] = most + "x");
        var broken = await PostAsync(activity => activity["data"]![name] = HalfPair);

        taken.AssertVerdicts("accepted");
        refused.AssertVerdicts($"rejected invalid-field /data/{name}");
        broken.AssertVerdicts($"rejected invalid-field /data/{name}");
    }

    [TestMethod]
    public async Task A_seventh_data_member_is_rejected_and_its_name_is_not_repeated()
    {
        var answer = await PostAsync(static activity => activity["data"]!["phoneOfAmelia"] = "1");

        answer.AssertVerdicts("rejected unknown-field /data");
        Assert.DoesNotContain("Amelia", answer.Text);
    }

    [TestMethod]
    public async Task The_largest_activity_is_16_KiB()
    {
        var taken = await PostAsync(activity => PadTo(activity, 16 * 1024));
        var refused = await PostAsync(activity => PadTo(activity, (16 * 1024) + 1));

        taken.AssertVerdicts("accepted");
        refused.AssertVerdicts("rejected too-large ");
    }

    [TestMethod]
    public async Task Only_the_id_is_echoed()
    {
        var sender = await Host.AddSenderAsync();
        var bad = sender.Activity(static activity => activity["data"]!["status"] = "canary-status");

        var answer = await sender.PostAsync(bad);

        var expected =
            $$"""{"results":[{"id":"{{bad["id"]}}","status":"rejected","reason":"invalid-field","pointer":"/data/status"}]}""";
        Assert.AreEqual(expected, answer.Text);
    }

    private static async Task<Answer> PostAsync(Action<JsonObject> change)
    {
        var sender = await Host.AddSenderAsync();
        var activity = sender.Activity(change).ToJsonString();
        return await sender.PostAsync(
            "["
                + activity
                    .Replace("INSTANCE", sender.Instance, StringComparison.Ordinal)
                    .Replace(HalfPair, "\\ud83e", StringComparison.Ordinal)
                + "]"
        );
    }

    private static void Change(JsonObject owner, string name, string value)
    {
        if (value == Absent)
        {
            owner.Remove(name);
            return;
        }

        owner[name] = JsonNode.Parse(value);
    }

    private static void PadTo(JsonObject activity, int bytes)
    {
        activity["padding"] = "";
        activity["padding"] = new string('x', bytes - activity.ToJsonString().Length);
    }
}
