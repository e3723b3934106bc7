using System.Net;
using System.Text.Json;
using Blueshift.Tracking.Testing.AspNetCore.Faults;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>Steps that end with a whole answer, and how a request finds its step.</summary>
[TestClass]
public sealed class ScriptTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.Parse(Batches.Now, null));
    private ScriptedEndpoint _endpoint = null!;
    private TestClient _client = null!;

    [TestInitialize]
    public async Task StartAsync()
    {
        _endpoint = await ScriptedEndpoint.StartAsync(new() { TimeProvider = _clock });
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
        _endpoint
            .Script.Next(EndpointAnswer.Status(500).Step)
            .Next(EndpointAnswer.Normal.Step)
            .Next(EndpointAnswer.Status(502).Step, times: 2);

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
            .Script.Next(EndpointAnswer.Status(500).Step, request => request.HasActivities)
            .Next(EndpointAnswer.Status(404).Step, request => request.IsHeartbeat)
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
    public async Task Always_comes_after_the_next_ones_the_last_of_them_first_and_lasts_until_it_is_cleared()
    {
        _endpoint
            .Script.Always(EndpointAnswer.Status(503).Step)
            .Always(EndpointAnswer.Status(404).Step, request => request.IsHeartbeat)
            .Next(EndpointAnswer.Status(500).Step);

        Assert.AreSequenceEqual(
            [500, 503, 503],
            [await StatusAsync("[]"), await StatusAsync("[]"), await StatusAsync("[]")]
        );
        using var heartbeat = await _client.SendAsync(TestClient.Heartbeat("{}"));
        Assert.AreEqual(404, (int)heartbeat.StatusCode);
        _endpoint.Script.Clear();
        Assert.AreEqual(200, await StatusAsync("[]"));
    }

    [TestMethod]
    public async Task Chosen_activities_are_deferred_rejected_or_suppressed_and_not_stored()
    {
        _endpoint
            .Script.Next(EndpointAnswer.Deferred(TimeSpan.FromSeconds(30), one => one.Sequence == 2).Step)
            .Next(EndpointAnswer.Rejected(RejectionReason.InvalidField, one => one.Sequence is 3 or 5).Step)
            .Next(EndpointAnswer.Rejected(RejectionReason.Suppressed, one => one.Sequence == 7).Step);

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
            .Script.Next(EndpointAnswer.Status(429).WithRetryAfter(TimeSpan.FromSeconds(90)).Step)
            .Next(new FaultSteps(new Random(1)) { RetryDelay = TimeSpan.FromMinutes(2) }.Of(FaultKind.RetryAt));

        using var seconds = await _client.PostAsync(Batches.Of(1));
        using var date = await _client.PostAsync(Batches.Of(1));

        Assert.AreEqual((429, "90"), ((int)seconds.StatusCode, seconds.Headers.RetryAfter!.ToString()));
        Assert.AreEqual("Tue, 24 Nov 2026 08:53:34 GMT", date.Headers.GetValues("Retry-After").Single());
        Assert.IsEmpty(_endpoint.Activities);
    }

    [TestMethod]
    public async Task A_413_holds_for_what_is_above_its_limits()
    {
        _endpoint.Script.Always(EndpointAnswer.TooLarge(maxCount: 2).Step);

        using var refused = await _client.PostAsync(Batches.Of(1, 2, 3));
        var taken = await _client.VerdictsAsync(Batches.Of(1, 2));
        _endpoint.Script.Clear();
        _endpoint.Script.Next(EndpointAnswer.TooLarge().Step);

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
            .Script.Next(Broken.LoginPage())
            .Next(EndpointAnswer.Redirect(location).Step)
            .Next(EndpointAnswer.Problem(422, "unprocessable").Step)
            .Next(EndpointAnswer.Content(400, "text/plain", "no").WithHeader("Server", "proxy").Step);

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
        _endpoint.Script.Next(Broken.OfAnotherBatch()).Next(EndpointAnswer.Status(204).StoreFirst().Step);

        using var other = await _client.PostAsync(Batches.Of(1));
        using var bare = await _client.PostAsync(Batches.Of(2));

        using var answer = JsonDocument.Parse(await other.Content.ReadAsStringAsync());
        Assert.AreEqual(Batches.Id(0), answer.RootElement.GetProperty("results")[0].GetProperty("id").GetString());
        Assert.AreEqual(HttpStatusCode.NoContent, bare.StatusCode);
        Assert.HasCount(2, _endpoint.Activities);
    }

    [TestMethod]
    public async Task A_task_holds_a_request_before_or_after_it_is_stored()
    {
        var (before, after) = (new TaskCompletionSource(), new TaskCompletionSource());
        _endpoint
            .Script.Next(EndpointAnswer.Normal.After(before.Task).Step)
            .Next(EndpointAnswer.Normal.StoreFirst().After(after.Task).Step);

        var first = _client.PostAsync(Batches.Of(1));
        await _endpoint.UntilAsync(one => one.Requests is [{ Step: not null }]);
        Assert.AreEqual(0, _endpoint.Count);
        var second = _client.PostAsync(Batches.Of(2));
        await _endpoint.UntilAsync(one => one.Count == 1);
        Assert.AreEqual(Batches.Id(2), _endpoint.Activities[0].Id);
        Assert.IsFalse(first.IsCompleted || second.IsCompleted);
        before.SetResult();
        after.SetResult();

        using var one = await first;
        using var two = await second;
        Assert.AreEqual((200, 200), ((int)one.StatusCode, (int)two.StatusCode));
    }

    [TestMethod]
    public async Task What_the_tests_own_code_throws_is_kept_with_the_request()
    {
        var fault = new InvalidOperationException("A wrong predicate.");
        _endpoint.Script.Next(EndpointAnswer.Normal.Step, _ => throw fault);

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => _client.PostAsync("[]"));

        Assert.AreSame(fault, _endpoint.Requests[0].Failure);
    }

    private async Task<int> StatusAsync(string batch)
    {
        using var response = await _client.PostAsync(batch);
        return (int)response.StatusCode;
    }
}
