using System.Text.Json;
using System.Text.Json.Nodes;
using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>Each row of the contract's table of answers, as it is asked for and as it comes to a client.</summary>
[TestClass]
public sealed class EndpointAnswerTests
{
    private readonly CountedTimers _clock = new(DateTimeOffset.Parse(Batches.Now, null));
    private FakeCentralEndpoint _endpoint = null!;
    private TestClient _client = null!;

    [TestInitialize]
    public async Task StartAsync()
    {
        _endpoint = await FakeCentralEndpoint.StartAsync(
            new() { ClientInstanceId = Batches.Instance, TimeProvider = _clock }
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
    public async Task Verdicts_are_for_all_activities_or_for_those_that_are_chosen()
    {
        _endpoint.AnswerNext(EndpointAnswer.Normal);
        _endpoint.AnswerNext(EndpointAnswer.Duplicate());
        _endpoint.AnswerNext(EndpointAnswer.Rejected(RejectionReason.UnsupportedType));
        _endpoint.AnswerNext(EndpointAnswer.Deferred(TimeSpan.FromMinutes(2), when: one => one.LastName == "Nguyen"));

        var answers = new List<string>();
        for (var number = 1; number <= 4; number++)
        {
            answers.Add(await ResultAsync(Batches.Of(number)));
        }

        Assert.AreSequenceEqual(
            [
                """{"status":"accepted"}""",
                """{"status":"duplicate"}""",
                """{"status":"rejected","reason":"unsupported-type","pointer":"/type"}""",
                """{"status":"deferred","retryAfter":120}""",
            ],
            answers
        );
        Assert.AreSequenceEqual([1L, 2L], _endpoint.Activities.Select(activity => activity.Sequence));
    }

    [TestMethod]
    public async Task Every_reason_of_the_closed_list_can_be_given()
    {
        var told = new List<string>();
        foreach (var reason in Enum.GetValues<RejectionReason>())
        {
            _endpoint.AnswerNext(EndpointAnswer.Rejected(reason));
            told.Add((string)JsonNode.Parse(await ResultAsync(Batches.Of(1)))!["reason"]!);
        }

        string[] list =
        [
            "invalid-field",
            "missing-field",
            "unknown-field",
            "too-large",
            "unsupported-type",
            "date-out-of-range",
            "id-conflict",
            "suppressed",
        ];
        Assert.AreSequenceEqual(list, told);
    }

    [TestMethod]
    [DataRow(400, "malformed-batch", null, null)]
    [DataRow(401, "unauthorized", "WWW-Authenticate", "Bearer")]
    [DataRow(403, "instance-mismatch", null, null)]
    [DataRow(404, "not-found", null, null)]
    [DataRow(408, "request-timeout", null, null)]
    [DataRow(410, "instance-retired", null, null)]
    [DataRow(413, "too-large", null, null)]
    [DataRow(415, "unsupported-media-type", null, null)]
    [DataRow(422, "malformed-batch", null, null)]
    [DataRow(429, "too-many-requests", "Retry-After", "1")]
    [DataRow(500, "unavailable", null, null)]
    [DataRow(503, "unavailable", "Retry-After", "1")]
    public async Task A_problem_document_is_the_contract_s_for_its_status(
        int status,
        string type,
        string? header,
        string? value
    )
    {
        _endpoint.AnswerNext(EndpointAnswer.Problem(status));

        using var response = await PostAsync(Batches.Of(1));

        Assert.AreEqual(status, (int)response.StatusCode);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.AreEqual(
            $"https://blueshift.one/tracking/problems/{type}",
            document.RootElement.GetProperty("type").GetString()
        );
        Assert.AreEqual(status, document.RootElement.GetProperty("status").GetInt32());
        Assert.AreEqual(value, header is null ? null : response.Headers.GetValues(header).Single());
    }

    [TestMethod]
    public async Task A_status_a_redirect_and_any_content_come_as_a_proxy_sends_them_and_are_limited_in_nothing_else()
    {
        var location = new Uri("https://elsewhere.example/");
        _endpoint.AnswerNext(EndpointAnswer.Status(202));
        _endpoint.AnswerNext(EndpointAnswer.Redirect(location, 308));
        _endpoint.AnswerNext(EndpointAnswer.Content(200, "text/plain", "proxy").WithHeader("Via", "1.1 proxy"));
        _endpoint.AnswerNext(EndpointAnswer.Problem(429, "quota-reached").WithRetryAfter(TimeSpan.FromMinutes(1)));
        _endpoint.AnswerNext(EndpointAnswer.Status(503).WithRetryAfter(_clock.GetUtcNow() + TimeSpan.FromMinutes(2)));

        using var bare = await PostAsync(Batches.Of(1));
        using var redirect = await PostAsync(Batches.Of(1));
        using var content = await PostAsync(Batches.Of(1));
        using var quota = await PostAsync(Batches.Of(1));
        using var date = await PostAsync(Batches.Of(1));

        Assert.AreEqual((202, 0L), ((int)bare.StatusCode, bare.Content.Headers.ContentLength));
        Assert.AreEqual((308, location), ((int)redirect.StatusCode, redirect.Headers.Location));
        Assert.AreEqual(
            ("1.1 proxy", "proxy"),
            (content.Headers.Via.ToString(), await content.Content.ReadAsStringAsync())
        );
        Assert.AreEqual("60", quota.Headers.GetValues("Retry-After").Single());
        Assert.Contains("problems/quota-reached", await quota.Content.ReadAsStringAsync());
        Assert.AreEqual("Tue, 24 Nov 2026 08:53:34 GMT", date.Headers.GetValues("Retry-After").Single());
        Assert.IsEmpty(_endpoint.Activities);
        Assert.AreSequenceEqual([202, 308, 200, 429, 503], _endpoint.Requests.Select(request => request.AnswerStatus));
    }

    [TestMethod]
    public async Task Limits_and_compression_are_refused_to_what_does_not_keep_to_them_alone()
    {
        _endpoint.AnswerAlways(EndpointAnswer.TooLarge(maxCount: 2, maxBytes: 16_384));
        using var tooMany = await PostAsync(Batches.Of(1, 2, 3));
        using var few = await PostAsync(Batches.Of(1, 2));
        _endpoint.AnswerAlways(EndpointAnswer.UncompressedOnly());
        using var request = TestClient.Strict(TestClient.Request(TestClient.Gzip(Batches.Range(3, 20))));
        request.Content!.Headers.ContentEncoding.Add("gzip");
        using var compressed = await _client.SendAsync(request);
        using var plain = await PostAsync(Batches.Of(3));

        Assert.AreEqual((413, 200), ((int)tooMany.StatusCode, (int)few.StatusCode));
        Assert.Contains("\"maxCount\":2,\"maxBytes\":16384}", await tooMany.Content.ReadAsStringAsync());
        Assert.AreEqual((415, 200), ((int)compressed.StatusCode, (int)plain.StatusCode));
        Assert.AreEqual("identity", compressed.Headers.GetValues("Accept-Encoding").Single());
        Assert.HasCount(3, _endpoint.Activities);
    }

    [TestMethod]
    public async Task An_answer_is_late_by_the_endpoint_s_clock_and_stores_first_where_it_is_told_to()
    {
        _endpoint.AnswerNext(EndpointAnswer.Status(500).StoreFirst().After(TimeSpan.FromMinutes(1)));
        var late = PostAsync(Batches.Of(1));
        await _endpoint.WaitForActivitiesAsync(1);
        // What is stored first is there before the answer begins to wait.
        await _clock.WhenWaitedForAsync(TimeSpan.FromMinutes(1));
        Assert.IsFalse(late.IsCompleted);
        _clock.Advance(TimeSpan.FromMinutes(1));
        using var stored = await late;

        var gate = new TaskCompletionSource();
        _endpoint.AnswerNext(EndpointAnswer.Normal.After(gate.Task));
        var held = PostAsync(Batches.Of(2));
        await _endpoint.WaitUntilAsync(one => one.Requests.Count == 2);
        Assert.HasCount(1, _endpoint.Activities);
        gate.SetResult();
        using var normal = await held;

        Assert.AreEqual((500, 200), ((int)stored.StatusCode, (int)normal.StatusCode));
        Assert.HasCount(2, _endpoint.Activities);
    }

    [TestMethod]
    public async Task A_dripping_answer_comes_byte_by_byte_and_is_whole_in_the_end()
    {
        var second = TimeSpan.FromSeconds(1);
        _endpoint.AnswerNext(EndpointAnswer.Content(200, "application/json", "{}").Drip(second));
        using var request = TestClient.Strict(Batches.Of(1));
        var answer = _client.SendAsync(request);
        await _endpoint.WaitUntilAsync(one => one.Requests is [{ AnswerStatus: 200 }]);

        while (!answer.IsCompleted)
        {
            // Each byte is waited for anew.
            _clock.Advance(second);
            await Task.Yield();
        }

        using var response = await answer;
        Assert.AreEqual("{}", await response.Content.ReadAsStringAsync());
        Assert.AreEqual(2, _clock.Of(second));
    }

    [TestMethod]
    public async Task Next_ones_are_for_the_requests_that_are_meant_as_often_as_they_are_meant()
    {
        _endpoint.AnswerNext(EndpointAnswer.Status(500), times: 2);
        _endpoint.AnswerNext(EndpointAnswer.Status(404), to: RequestKinds.Heartbeats);
        _endpoint.AnswerNext(EndpointAnswer.Status(401), to: RequestKinds.All);
        _endpoint.AnswerAlways(EndpointAnswer.Status(503), RequestKinds.ConnectionTest | RequestKinds.Activities);
        HttpRequestMessage[] requests =
        [
            TestClient.Strict("[]"),
            TestClient.Strict("[]"),
            TestClient.Strict(TestClient.Heartbeat("{}")),
            TestClient.Strict(Batches.Of(1)),
            TestClient.Strict(Batches.Of(1)),
            TestClient.Strict(Batches.Of(1)),
            TestClient.Strict(TestClient.Request([], "/elsewhere")),
        ];

        var statuses = new List<int>();
        foreach (var request in requests)
        {
            using var response = await _client.SendAsync(request);
            statuses.Add((int)response.StatusCode);
        }
        _endpoint.AnswerNormally();
        statuses.Add((int)(await PostAsync(Batches.Of(1))).StatusCode);

        Assert.AreSequenceEqual([401, 503, 404, 500, 500, 503, 404, 200], statuses);
        Assert.AreSequenceEqual(
            [
                RequestKinds.ConnectionTest,
                RequestKinds.ConnectionTest,
                RequestKinds.Heartbeats,
                .. Enumerable.Repeat(RequestKinds.Activities, 3),
                RequestKinds.None,
                RequestKinds.Activities,
            ],
            _endpoint.Requests.Select(request => request.Kind)
        );
        // The heartbeat, and the address that the contract does not know.
        Assert.ThrowsExactly<ContractViolationException>(_endpoint.VerifyContract);
    }

    [TestMethod]
    public void What_no_http_has_is_refused_when_it_is_asked_for()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => EndpointAnswer.Status(99));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => EndpointAnswer.Content(600, "text/plain", ""));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => EndpointAnswer.Problem(200));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => EndpointAnswer.Rejected((RejectionReason)99));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _endpoint.FailNext((EndpointFault)99));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _endpoint.FailNext(EndpointFault.Cut, times: 0));
        Assert.AreEqual("status-503", EndpointAnswer.Status(503).ToString());
    }

    private Task<HttpResponseMessage> PostAsync(string batch) => _client.SendAsync(TestClient.Strict(batch));

    // Gives the one result without its id.
    private async Task<string> ResultAsync(string batch)
    {
        using var response = await PostAsync(batch);
        var result = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["results"]![0]!.AsObject();
        Assert.IsTrue(result.Remove("id"));
        return result.ToJsonString();
    }
}
