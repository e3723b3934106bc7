using System.Text;
using System.Text.Json.Nodes;
using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>The two steps of reading, and the rule of duplicates.</summary>
[TestClass]
public sealed class StrictReadingTests
{
    private const string ProblemBase = "https://blueshift.one/tracking/problems/";

    private static ScriptedEndpoint _endpoint = null!;
    private static TestClient _client = null!;
    private static int _number;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(Batches.Now, null));
        _endpoint = await ScriptedEndpoint.StartAsync(new() { TimeProvider = clock }, context.CancellationToken);
        _client = new TestClient(_endpoint);
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        _client.Dispose();
        await _endpoint.DisposeAsync();
    }

    [TestMethod]
    [DataRow("{}", DisplayName = "no array")]
    [DataRow("[", DisplayName = "cut")]
    [DataRow("", DisplayName = "empty body")]
    [DataRow("[{\"id\":\"019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10\"},]", DisplayName = "trailing comma")]
    [DataRow("[/* */]", DisplayName = "comment")]
    [DataRow("[{\"id\":1}]", DisplayName = "id is a number")]
    [DataRow("[{\"id\":\"019AB3F2-7C41-7D0E-9B1A-5C2F8E4A6D10\"}]", DisplayName = "id in capitals")]
    [DataRow("[{}]", DisplayName = "no id")]
    [DataRow("[[]]", DisplayName = "element is no object")]
    [DataRow("[{\"a\":{\"b\":{\"c\":{}}}}]", DisplayName = "too deep")]
    [DataRow("[{\"a\":1,\"\\u0061\":2}]", DisplayName = "duplicate member")]
    public async Task What_cannot_be_read_as_a_whole_is_400(string body)
    {
        using var response = await _client.PostAsync(body);

        await AssertProblemAsync(response, 400, "malformed-batch");
    }

    [TestMethod]
    public async Task The_problem_of_an_element_names_its_index_and_nothing_of_the_batch_is_stored()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint);

        using var response = await client.PostAsync($"[{Batches.Activity(1).ToJsonString()},{{\"id\":\"x\"}}]");

        Assert.AreEqual(1, (int)(await AssertProblemAsync(response, 400, "malformed-batch"))["index"]!);
        Assert.IsEmpty(endpoint.Activities);
    }

    [TestMethod]
    public async Task Invalid_utf8_and_broken_gzip_are_400()
    {
        var gzip = TestClient.Gzip(Batches.Range(1, 50));
        var latin = Encoding.Latin1.GetBytes(Batches.Of(1).Replace("Amelia", "Am\u00e9lie"));
        byte[][] bodies = [latin, gzip[..^9], gzip[..(gzip.Length / 2)], [1, 2, 3]];

        foreach (var body in bodies)
        {
            using var request = TestClient.Request(body);
            if (body[0] != '[')
            {
                request.Content!.Headers.ContentEncoding.Add("gzip");
            }
            using var response = await _client.SendAsync(request);
            await AssertProblemAsync(response, 400, "malformed-batch");
        }
    }

    [TestMethod]
    [DataRow("type", "\"one.blueshift.user-activity.v2\"", "rejected:unsupported-type")]
    [DataRow("type", "null", "rejected:missing-field")]
    [DataRow("specversion", "\"0.3\"", "rejected:invalid-field")]
    [DataRow("source", "\"/clients/acme-prod/journals/1\"", "rejected:invalid-field")]
    [DataRow("source", "\"/clients/acme-prod/outboxes/019ab3e0-11aa-7c00-8f00-0123456789ab\"", "accepted")]
    [DataRow("sequence", "\"412\"", "rejected:invalid-field")]
    [DataRow("sequence", "\"0000000000000000000\"", "rejected:invalid-field")]
    [DataRow("subject", "\"qK2w1m0T3u8hYf6Zr5cV9B\"", "rejected:invalid-field")]
    [DataRow("subject", null, "rejected:missing-field")]
    [DataRow("origin", "\"baseline\"", "accepted")]
    [DataRow("origin", "\"else\"", "rejected:invalid-field")]
    [DataRow("other", "\"ignored\"", "accepted")]
    [DataRow("data", "[]", "rejected:invalid-field")]
    [DataRow("data", null, "rejected:missing-field")]
    public async Task An_attribute_is_judged_by_itself(string name, string? value, string verdict)
    {
        var number = Next();

        var verdicts = await _client.VerdictsAsync(Batches.Changed(activity => Set(activity, name, value), number));

        Assert.AreSequenceEqual([verdict], verdicts);
        Assert.AreEqual(verdict == "accepted", _endpoint.Activities.Any(one => one.Id == Batches.Id(number)));
    }

    [TestMethod]
    [DataRow("email", "\"\"", "accepted")]
    [DataRow("email", "\"a\\u0007@customer.example\"", "rejected:invalid-field")]
    [DataRow("firstName", "null", "rejected:invalid-field")]
    [DataRow("lastName", null, "rejected:missing-field")]
    [DataRow("status", "\"update\"", "rejected:invalid-field")]
    [DataRow("phone", "\"1\"", "rejected:unknown-field")]
    [DataRow("date", "\"2026-11-24T08:51:34Z\"", "rejected:invalid-field")]
    [DataRow("date", "\"2026-11-25T08:51:34.120Z\"", "accepted")]
    [DataRow("date", "\"2026-11-25T08:51:34.121Z\"", "rejected:date-out-of-range")]
    [DataRow("date", "\"1999-12-31T23:59:59.999Z\"", "rejected:date-out-of-range")]
    public async Task A_member_of_data_is_judged_by_itself(string name, string? value, string verdict)
    {
        var batch = Batches.Changed(activity => Set(activity["data"]!.AsObject(), name, value), Next());

        Assert.AreSequenceEqual([verdict], await _client.VerdictsAsync(batch));
    }

    [TestMethod]
    public async Task Names_are_measured_in_scalar_values_and_the_whole_in_bytes()
    {
        string[] names = [Repeat("\U0001F600", 256), Repeat("a", 257)];

        foreach (var (name, verdict) in names.Zip(["accepted", "rejected:invalid-field"]))
        {
            var batch = Batches.Changed(activity => activity["data"]!["firstName"] = name, Next());
            Assert.AreSequenceEqual([verdict], await _client.VerdictsAsync(batch));
        }
        var large = Batches.Changed(activity => activity["other"] = Repeat("a", 16 * 1024), Next());
        Assert.AreSequenceEqual(["rejected:too-large"], await _client.VerdictsAsync(large));

        // Half of a surrogate pair is valid JSON and no text.
        var half = Batches.Changed(static _ => { }, Next()).Replace("Amelia", "\\ud800");
        Assert.AreSequenceEqual(["rejected:invalid-field"], await _client.VerdictsAsync(half));
    }

    [TestMethod]
    public async Task A_known_id_is_duplicate_if_subject_and_status_are_equal_and_else_a_conflict()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint);
        await client.VerdictsAsync(Batches.Of(1));
        string[] again =
        [
            Batches.Changed(activity => activity["data"]!["firstName"] = "Another"),
            Batches.Changed(activity => activity["data"]!["date"] = "never"),
            Batches.Changed(activity => activity["data"]!["status"] = "removal"),
            Batches.Changed(activity => activity["subject"] = "AAAAAAAAAAAAAAAAAAAAAA"),
        ];

        var verdicts = new List<string>();
        foreach (var batch in again)
        {
            verdicts.AddRange(await client.VerdictsAsync(batch));
        }

        Assert.AreSequenceEqual(["duplicate", "duplicate", "rejected:id-conflict", "rejected:id-conflict"], verdicts);
        Assert.AreSequenceEqual(["accepted", "duplicate"], await client.VerdictsAsync(Batches.Of(2, 2)));
    }

    [TestMethod]
    public async Task A_suppressed_subject_is_refused_after_duplicates_and_an_erased_id_stays_known()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint);
        await client.VerdictsAsync(Batches.Of(1));

        endpoint.Suppress(Batches.Subject);
        var suppressed = await client.VerdictsAsync(Batches.Of(1, 2));
        endpoint.Erase(Batches.Subject);
        var erased = await client.VerdictsAsync(Batches.Changed(activity => activity["data"]!["status"] = "removal"));

        Assert.AreSequenceEqual(["duplicate", "rejected:suppressed"], suppressed);
        Assert.AreSequenceEqual(["duplicate"], erased);
        Assert.IsEmpty(endpoint.Activities);
    }

    // The endpoint is one for all tests of the class; what they send has an id of its own.
    private static int Next() => Interlocked.Increment(ref _number);

    private static void Set(JsonObject owner, string name, string? json)
    {
        owner.Remove(name);
        if (json is not null)
        {
            owner[name] = JsonNode.Parse(json);
        }
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static async Task<JsonNode> AssertProblemAsync(HttpResponseMessage response, int status, string name)
    {
        Assert.AreEqual(status, (int)response.StatusCode);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.AreEqual(ProblemBase + name, (string?)problem["type"]);
        return problem;
    }
}
