using System.Net;
using System.Text.Json;
using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>Steps that end with a whole answer, and how a request finds its step.</summary>
[TestClass]
public sealed class ScriptTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse(Batches.Now, null));
    private FakeCentralEndpoint _endpoint = null!;
    private TestClient _client = null!;

    [TestInitialize]
    public async Task StartAsync()
    {
        _endpoint = await FakeCentralEndpoint.StartAsync(new() { TimeProvider = _clock });
        _client = new TestClient(_endpoint);
    }

    [TestCleanup]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _endpoint.DisposeAsync();
    }

    [TestMethod]
    public async Task Each_step_is_for_the_next_request_and_then_all_is_normal()
    {
        _endpoint.Script.Next(Answer.Status(500)).Next(Answer.Normally()).Next(Answer.Status(502), times: 2);

        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            statuses.Add(await StatusAsync("[]"));
        }

        Assert.AreSequenceEqual([500, 200, 502, 502, 200], statuses);
        Assert.AreSequenceEqual(
            ["status-500", "normal", "status-502", "status-502", "normal"],
            _endpoint.Requests.Select(request => request.Step)
        );
        Assert.AreEqual(0, _endpoint.Script.Waiting);
    }

    [TestMethod]
    public async Task A_step_may_be_meant_for_certain_requests_only()
    {
        _endpoint
            .Script.Next(Answer.Status(500), request => request.HasActivities)
            .Next(Answer.Status(404), request => request.IsHeartbeat)
            .Next(Broken.ResetInRequest(), request => request.Path == "/never");

        var test = await StatusAsync("[]");
        using var heartbeat = await _client.SendAsync(TestClient.Heartbeat("{}"));
        var batch = await StatusAsync(Batches.Of(1));

        Assert.AreSequenceEqual([200, 404, 500], [test, (int)heartbeat.StatusCode, batch]);
        Assert.AreEqual(1, _endpoint.Script.Waiting);
        _endpoint.Script.Clear();
        Assert.AreEqual(0, _endpoint.Script.Waiting);
    }

    [TestMethod]
    public async Task Always_lasts_until_it_is_cleared()
    {
        _endpoint.Script.Always(Answer.Status(503)).Next(Answer.Status(500));

        Assert.AreSequenceEqual([503, 503], [await StatusAsync("[]"), await StatusAsync("[]")]);
        _endpoint.Script.Clear();
        Assert.AreEqual(200, await StatusAsync("[]"));
    }

    [TestMethod]
    public async Task Given_positions_are_deferred_rejected_or_suppressed_and_not_stored()
    {
        _endpoint
            .Script.Next(Answer.Deferring(TimeSpan.FromSeconds(30), 1))
            .Next(Answer.Rejecting("invalid-field", 0, 2))
            .Next(Answer.Suppressing(1));

        var first = await _client.VerdictsAsync(Batches.Of(1, 2));
        var second = await _client.VerdictsAsync(Batches.Of(3, 4, 5));
        var third = await _client.VerdictsAsync(Batches.Of(6, 7));

        Assert.AreSequenceEqual(["accepted", "deferred"], first);
        Assert.AreSequenceEqual(["rejected:invalid-field", "accepted", "rejected:invalid-field"], second);
        Assert.AreSequenceEqual(["accepted", "rejected:suppressed"], third);
        Assert.Contains("\"status\":\"deferred\",\"retryAfter\":30}", _endpoint.Requests[0].Answer!.Text);
        Assert.AreSequenceEqual(
            [Batches.Id(1), Batches.Id(4), Batches.Id(6)],
            _endpoint.Activities.Select(activity => activity.Id)
        );
    }

    [TestMethod]
    public async Task Retry_After_comes_as_seconds_and_as_a_date_of_the_injected_clock()
    {
        _endpoint
            .Script.Next(Answer.RetryAfter(429, TimeSpan.FromSeconds(90)))
            .Next(Answer.RetryAt(503, TimeSpan.FromMinutes(2)));

        using var seconds = await _client.PostAsync(Batches.Of(1));
        using var date = await _client.PostAsync(Batches.Of(1));

        Assert.AreEqual((429, "90"), ((int)seconds.StatusCode, seconds.Headers.RetryAfter!.ToString()));
        Assert.AreEqual(
            (503, "Tue, 24 Nov 2026 08:53:34 GMT"),
            ((int)date.StatusCode, date.Headers.GetValues("Retry-After").Single())
        );
        Assert.IsEmpty(_endpoint.Activities);
    }

    [TestMethod]
    public async Task A_413_holds_for_what_is_above_its_limits()
    {
        _endpoint.Script.Always(Answer.TooLarge(maxCount: 2));

        using var refused = await _client.PostAsync(Batches.Of(1, 2, 3));
        var taken = await _client.VerdictsAsync(Batches.Of(1, 2));
        _endpoint.Script.Clear();
        _endpoint.Script.Next(Answer.TooLarge());

        Assert.AreEqual(413, (int)refused.StatusCode);
        Assert.Contains("\"maxCount\":2}", await refused.Content.ReadAsStringAsync());
        Assert.HasCount(2, taken);
        Assert.AreEqual(413, await StatusAsync(Batches.Of(3)));
    }

    [TestMethod]
    public async Task A_captive_portal_a_redirect_and_a_foreign_problem_store_nothing()
    {
        var location = new Uri("https://elsewhere.example/");
        _endpoint
            .Script.Next(Answer.LoginPage())
            .Next(Answer.Redirect(307, location))
            .Next(Answer.Problem(422, "unprocessable"))
            .Next(Answer.With(EndpointAnswer.OfText(400, "text/plain", "no").WithHeader("Server", "proxy")));

        using var page = await _client.PostAsync(Batches.Of(1));
        using var redirect = await _client.PostAsync(Batches.Of(1));
        using var problem = await _client.PostAsync(Batches.Of(1));
        using var proxy = await _client.PostAsync(Batches.Of(1));

        Assert.AreEqual((200, "text/html"), ((int)page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.AreEqual((307, location), ((int)redirect.StatusCode, redirect.Headers.Location));
        Assert.Contains("tracking/problems/unprocessable", await problem.Content.ReadAsStringAsync());
        Assert.AreEqual(
            ("proxy", "no"),
            (proxy.Headers.GetValues("Server").Single(), await proxy.Content.ReadAsStringAsync())
        );
        Assert.IsEmpty(_endpoint.Activities);
    }

    [TestMethod]
    public async Task What_was_stored_may_be_answered_with_other_ids_or_with_nothing()
    {
        _endpoint.Script.Next(Answer.OfAnotherBatch()).Next(Answer.StoredWith(new EndpointAnswer(204)));

        using var other = await _client.PostAsync(Batches.Of(1));
        using var bare = await _client.PostAsync(Batches.Of(2));

        using var answer = JsonDocument.Parse(await other.Content.ReadAsStringAsync());
        Assert.AreEqual(Batches.Id(0), answer.RootElement.GetProperty("results")[0].GetProperty("id").GetString());
        Assert.AreEqual(HttpStatusCode.NoContent, bare.StatusCode);
        Assert.HasCount(2, _endpoint.Activities);
    }

    [TestMethod]
    public async Task A_gate_holds_a_request_before_or_after_it_is_stored()
    {
        var (before, after) = (new Gate(), new Gate());
        _endpoint.Script.Next(Answer.After(before, Answer.Normally())).Next(Answer.StoredAfter(after));

        var first = _client.PostAsync(Batches.Of(1));
        await before.Reached;
        Assert.AreEqual(0, _endpoint.Count);
        var second = _client.PostAsync(Batches.Of(2));
        await after.Reached;
        Assert.AreEqual(1, _endpoint.Count);
        Assert.IsFalse(first.IsCompleted || second.IsCompleted);
        before.Open();
        after.Open();

        using var one = await first;
        using var two = await second;
        Assert.AreEqual((200, 200), ((int)one.StatusCode, (int)two.StatusCode));
    }

    [TestMethod]
    public async Task What_the_tests_own_code_throws_is_kept_with_the_request()
    {
        var fault = new InvalidOperationException("A wrong predicate.");
        _endpoint.Script.Next(Answer.Normally(), _ => throw fault);

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => _client.PostAsync("[]"));

        Assert.AreSame(fault, _endpoint.Requests[0].Failure);
    }

    private async Task<int> StatusAsync(string batch)
    {
        using var response = await _client.PostAsync(batch);
        return (int)response.StatusCode;
    }
}
