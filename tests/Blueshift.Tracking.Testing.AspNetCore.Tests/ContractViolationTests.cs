using System.Text.Json.Nodes;
using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>What breaks the wire contract is found, whatever is answered to it, and told by its place alone.</summary>
[TestClass]
public sealed class ContractViolationTests
{
    // In every place of a request where something of a person could stand.
    private const string Canary = "canary.amelia@customer.example";

    private static readonly string Long = new('x', 2_000);

    private FakeCentralEndpoint _endpoint = null!;
    private TestClient _client = null!;

    /// <summary>Gets what is wrong, as a client may send it, and what is said of it.</summary>
    public static IEnumerable<(string Message, Func<HttpRequestMessage> Request)> Faults =>
        [.. OfAddresses, .. OfHeaders, .. OfBatches, .. OfActivities, .. OfHeartbeats];

    private static IEnumerable<(string, Func<HttpRequestMessage>)> OfAddresses =>
        [
            (
                "its path has something before /v1/. This endpoint's address, FakeCentralEndpoint.Address, has no path.",
                () => TestClient.Strict("[]", $"/{Canary}/v1/activities")
            ),
            (
                "its path is neither /v1/activities nor /v1/heartbeat. Nothing of a person belongs there either.",
                () => TestClient.Strict("[]", $"/v1/activities?of={Canary}")
            ),
            ("its method is not POST.", () => Changed("[]", request => request.Method = HttpMethod.Put)),
        ];

    private static IEnumerable<(string, Func<HttpRequestMessage>)> OfHeaders =>
        [
            (
                "it has the header Cookie, which is none of the contract's.",
                () => Changed("[]", request => request.Headers.Add("Cookie", Canary))
            ),
            (
                "it has the header traceparent, which is none of the contract's.",
                () => Changed("[]", request => request.Headers.Add("Traceparent", Canary))
            ),
            (
                "it has the header whose name is in ReceivedRequest.Headers, which is none of the contract's.",
                () => Changed("[]", request => request.Headers.Add("X-canary.amelia", Canary))
            ),
            (
                "its header Accept is not application/json, application/problem+json.",
                () => Changed("[]", request => request.Headers.Remove("Accept"))
            ),
            (
                "it has no header User-Agent, which tells the client's version.",
                () => Changed("[]", request => request.Headers.Remove("User-Agent"))
            ),
            (
                "an endpoint answers 401 unauthorized: The credential is not accepted. It is FakeCentralEndpoint.ApiKey.",
                () => Changed("[]", request => request.Headers.Authorization = new("Bearer", "bst1_another"))
            ),
            (
                "an endpoint answers 415 unsupported-media-type: The media type is not supported.",
                () => Changed("[]", request => request.Content!.Headers.ContentType = new("application/json"))
            ),
            ("it is compressed and has only 2 bytes. That is for more than 1024.", () => Gzipped("[]")),
            (
                "an endpoint answers 415 unsupported-encoding: The content encoding is not supported.",
                () => Changed("[]", request => request.Content!.Headers.ContentEncoding.Add("br"))
            ),
        ];

    private static IEnumerable<(string, Func<HttpRequestMessage>)> OfBatches =>
        [
            (
                "an endpoint answers 400 malformed-batch: The body is not strict JSON.",
                () => TestClient.Strict($"[{{\"id\":\"{Canary}\",}}]")
            ),
            (
                "an endpoint answers 400 malformed-batch, at activity 1: An element is no object with a valid id.",
                () => TestClient.Strict(Of(Batches.Activity(1), With(Batches.Activity(2), "id", Canary)))
            ),
            (
                "an endpoint answers 403 instance-mismatch: The batch names another client instance than the credential. That is FakeCentralEndpoint.ClientInstanceId's.",
                () => TestClient.Strict(Of(With(Batches.Activity(1), "source", $"/clients/{Canary}/journals/1")))
            ),
            (
                "an endpoint answers 413 too-large: The request is too large. At most 500 activities and 262144 bytes.",
                () => TestClient.Strict(Batches.Range(1, 501))
            ),
            (
                "its activities are of 2 sources. A batch is of one.",
                () =>
                    TestClient.Strict(
                        Of(
                            Batches.Activity(1),
                            With(
                                Batches.Activity(2),
                                "source",
                                "/clients/acme-prod/journals/019ab3e0-11aa-7c00-8f00-000000000000"
                            )
                        )
                    )
            ),
            (
                "activity 0 of 1 has an attribute that is none of the contract's. Its name is in the request's Content.",
                () => TestClient.Strict(Of(With(Batches.Activity(1), Canary, Canary)))
            ),
        ];

    private static IEnumerable<(string, Func<HttpRequestMessage>)> OfActivities =>
        [
            (
                "an endpoint rejects activity 0 of 1: invalid-field at /data/email.",
                () => TestClient.Strict(Data("email", Long + Canary))
            ),
            (
                "an endpoint rejects activity 0 of 1: invalid-field at /data/status.",
                () => TestClient.Strict(Data("status", Canary))
            ),
            (
                "an endpoint rejects activity 0 of 1: unknown-field at /data.",
                () => TestClient.Strict(Data(Canary, Canary))
            ),
            (
                "an endpoint rejects activity 0 of 1: missing-field at /subject.",
                () => TestClient.Strict(Batches.Changed(activity => activity.Remove("subject")))
            ),
            (
                "an endpoint rejects activity 0 of 1: date-out-of-range at /data/date. It has to be from 2000-01-01 to 24 hours after the endpoint's clock. "
                    + "An application with a clock of its own and its endpoint share one by FakeCentralEndpointOptions.TimeProvider.",
                () => TestClient.Strict(Data("date", "2199-01-01T00:00:00.000Z"))
            ),
            (
                "activity 1 of 2 has the id of an earlier one, and another subject or status. An id is unique for ever.",
                () =>
                    TestClient.Strict(
                        Of(Batches.Activity(1), With(Batches.Activity(1), "subject", "AAAAAAAAAAAAAAAAAAAAAA"))
                    )
            ),
        ];

    private static IEnumerable<(string, Func<HttpRequestMessage>)> OfHeartbeats =>
        [
            (
                "an endpoint answers 400 malformed-heartbeat: The heartbeat is no object with its sources.",
                () => TestClient.Strict(TestClient.Heartbeat("[]"))
            ),
            (
                "the heartbeat's /state is missing or has another form.",
                () => Beat(heartbeat => heartbeat["state"] = Canary)
            ),
            (
                "the heartbeat's /reason is missing or has another form.",
                () => Beat(heartbeat => heartbeat.Remove("reason"))
            ),
            (
                "the heartbeat's /waiting is missing or has another form.",
                () => Beat(heartbeat => heartbeat["waiting"] = -1)
            ),
            (
                "the heartbeat's /refused is missing or has another form.",
                () => Beat(heartbeat => heartbeat["refused"] = new JsonObject { [Canary] = Canary })
            ),
            (
                "the heartbeat's /sources/0/givenUp/0/reason is missing or has another form.",
                () => Beat(heartbeat => GivenUp(heartbeat)["reason"] = Canary)
            ),
            (
                "the heartbeat's /forgotten/0 is missing or has another form.",
                () => Beat(heartbeat => heartbeat["forgotten"] = new JsonArray(Canary))
            ),
            (
                "the heartbeat's /activeSet/digest is missing or has another form.",
                () =>
                    Beat(heartbeat => heartbeat["activeSet"] = new JsonObject { ["count"] = 1, ["asOf"] = Batches.Now })
            ),
        ];

    [TestInitialize]
    public async Task StartAsync()
    {
        _endpoint = await FakeCentralEndpoint.StartAsync(
            new() { ClientInstanceId = Batches.Instance, ThrowOnViolation = false }
        );
        _client = new TestClient(_endpoint);
    }

    [TestCleanup]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _endpoint.DisposeAsync();
    }

    [TestMethod]
    public async Task Each_fault_is_told_once_by_its_place_and_never_by_a_value()
    {
        foreach (var (message, request) in Faults)
        {
            var before = _endpoint.Violations.Count;
            using var response = await _client.SendAsync(request());

            var violation = Assert.ContainsSingle(_endpoint.Violations.Skip(before), message);
            Assert.AreEqual(message, violation.Message);
            Assert.AreEqual(_endpoint.Requests[^1].Number, violation.RequestNumber);
            Assert.AreEqual($"Request {violation.RequestNumber}: {message}", violation.ToString());
        }

        var all = Assert.ThrowsExactly<ContractViolationException>(_endpoint.VerifyContract);
        Assert.HasCount(Faults.Count(), all.Violations);
        Assert.DoesNotContain("canary", all.ToString());
        Assert.DoesNotContain("canary", string.Join(' ', all.Violations));
        Assert.DoesNotContain("canary", string.Join(' ', _endpoint.Requests));
    }

    [TestMethod]
    public async Task What_the_contract_allows_is_none()
    {
        HttpRequestMessage[] requests =
        [
            TestClient.Strict("[]"),
            TestClient.Strict(Batches.Of(1, 2)),
            // The same again, alone, compressed as it may be above 1 KiB, and not.
            TestClient.Strict(Batches.Of(2)),
            Gzipped(Batches.Range(1, 20)),
            TestClient.Strict(Batches.Range(1, 20)),
            TestClient.Strict(Of(With(Batches.Activity(30), "origin", "baseline"))),
            Beat(_ => { }),
            Beat(heartbeat => heartbeat["later"] = new JsonObject { ["x"] = 1 }),
        ];
        foreach (var request in requests)
        {
            using var response = await _client.SendAsync(request);
            Assert.AreEqual(200, (int)response.StatusCode);
        }

        Assert.IsEmpty(_endpoint.Violations);
        _endpoint.VerifyContract();
    }

    [TestMethod]
    public async Task Every_word_that_the_schema_of_heartbeats_allows_is_none()
    {
        var schema = JsonNode.Parse(ContractSchema.Text("heartbeat-request"))!["properties"]!;
        var range = schema["sources"]!["items"]!["properties"]!["givenUp"]!["items"]!["properties"]!;
        HttpRequestMessage[] requests =
        [
            .. Words(schema["state"]!).Select(word => Beat(heartbeat => heartbeat["state"] = word)),
            .. Words(schema["reason"]!["oneOf"]![1]!).Select(word => Beat(heartbeat => heartbeat["reason"] = word)),
            .. Words(range["reason"]!).Select(word => Beat(heartbeat => GivenUp(heartbeat)["reason"] = word)),
        ];
        foreach (var request in requests)
        {
            using var response = await _client.SendAsync(request);
        }

        Assert.IsGreaterThan(30, requests.Length);
        Assert.IsEmpty(_endpoint.Violations);
    }

    [TestMethod]
    public async Task It_is_found_under_a_scripted_answer_too_and_what_the_script_refuses_is_none()
    {
        _endpoint.AnswerNext(EndpointAnswer.Rejected(RejectionReason.InvalidField));
        _endpoint.AnswerNext(EndpointAnswer.Status(503));

        using var rejected = await _client.SendAsync(TestClient.Strict(Batches.Of(1)));
        Assert.IsEmpty(_endpoint.Violations);
        using var refused = await _client.SendAsync(TestClient.Strict(Data("status", "later")));

        Assert.AreEqual((200, 503), ((int)rejected.StatusCode, (int)refused.StatusCode));
        Assert.AreEqual(
            "Request 2: an endpoint rejects activity 0 of 1: invalid-field at /data/status.",
            _endpoint.Violations.Single().ToString()
        );
    }

    [TestMethod]
    public async Task The_message_shows_ten_and_says_how_many_more_there_are()
    {
        using var response = await _client.SendAsync(
            TestClient.Strict(
                Of([.. Enumerable.Range(1, 13).Select(number => With(Batches.Activity(number), "extra", 1))])
            )
        );

        var fault = Assert.ThrowsExactly<ContractViolationException>(_endpoint.VerifyContract);

        Assert.StartsWith("The client broke the wire contract 13 times.", fault.Message);
        Assert.Contains("  And 3 more: see Violations.", fault.Message);
        Assert.HasCount(13, fault.Violations);
        // Told once.
        _endpoint.VerifyContract();
    }

    private static HttpRequestMessage Changed(string batch, Action<HttpRequestMessage> change)
    {
        var request = TestClient.Strict(batch);
        change(request);
        return request;
    }

    private static HttpRequestMessage Gzipped(string batch)
    {
        var request = TestClient.Strict(TestClient.Request(TestClient.Gzip(batch)));
        request.Content!.Headers.ContentEncoding.Add("gzip");
        return request;
    }

    private static string Of(params JsonObject[] activities) => new JsonArray([.. activities]).ToJsonString();

    private static JsonObject With(JsonObject activity, string name, JsonNode value)
    {
        activity[name] = value;
        return activity;
    }

    private static string Data(string name, string value) =>
        Batches.Changed(activity => activity["data"]![name] = value);

    private static HttpRequestMessage Beat(Action<JsonObject> change)
    {
        var heartbeat = new JsonObject
        {
            ["library"] = "1.0.0",
            ["sentAt"] = Batches.Now,
            ["state"] = "delivering",
            ["reason"] = null,
            ["waiting"] = 0,
            ["oldest"] = null,
            ["deadLetters"] = 0,
            ["refused"] = new JsonObject { ["BufferFull"] = 0 },
            ["sources"] = new JsonArray(Source()),
            ["forgotten"] = new JsonArray(),
        };
        change(heartbeat);
        return TestClient.Strict(TestClient.Heartbeat(heartbeat.ToJsonString()));
    }

    private static JsonNode GivenUp(JsonObject heartbeat) => heartbeat["sources"]![0]!["givenUp"]![0]!;

    private static IEnumerable<string> Words(JsonNode schema) =>
        schema["enum"]!.AsArray().Select(word => (string)word!);

    private static JsonObject Source() =>
        new()
        {
            ["source"] = (string?)Batches.Activity(1)["source"],
            ["last"] = "0000000000000000412",
            ["settledThrough"] = "0000000000000000000",
            ["waiting"] = 0,
            ["givenUp"] = new JsonArray(
                new JsonObject
                {
                    ["from"] = "0000000000000000001",
                    ["to"] = "0000000000000000002",
                    ["reason"] = "Erased",
                }
            ),
        };
}
