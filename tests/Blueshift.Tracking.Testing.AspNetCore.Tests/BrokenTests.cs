using System.Text.Json;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>Steps without an answer, or with a damaged one, in both versions of HTTP.</summary>
[TestClass]
public sealed class BrokenTests
{
    [TestMethod]
    [DataRow("1.1", nameof(ResetScope.Connection), true)]
    [DataRow("1.1", nameof(ResetScope.Request), false)]
    [DataRow("2.0", nameof(ResetScope.Connection), false)]
    [DataRow("2.0", nameof(ResetScope.Request), true)]
    public async Task A_reset_before_the_answer_comes_with_or_without_storing(
        string version,
        string broken,
        bool isStored
    )
    {
        var scope = Enum.Parse<ResetScope>(broken);
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint, version);
        endpoint.Script.Next(isStored ? Broken.StoreAndReset(scope) : Broken.Reset(scope));

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.PostAsync(Batches.Of(1)));
        Assert.HasCount(isStored ? 1 : 0, endpoint.Activities);
        Assert.IsNull(endpoint.Requests[0].Answer);

        var again = await client.VerdictsAsync(Batches.Of(1));

        Assert.AreSequenceEqual([isStored ? "duplicate" : "accepted"], again);
        var connections = version == "2.0" && scope == ResetScope.Request ? 1 : 2;
        Assert.HasCount(connections, endpoint.Connections);
    }

    [TestMethod]
    [DataRow("1.1")]
    [DataRow("2.0")]
    public async Task A_reset_within_the_request_comes_before_its_body_has(string version)
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint, version);
        endpoint.Script.Next(Broken.ResetInRequest(afterBytes: 100));

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.PostAsync(Batches.Of(1, 2, 3)));
        await endpoint.UntilAsync(one => one.Requests is [{ IsEnded: true }]);

        Assert.HasCount(100, endpoint.Requests[0].WireBody.ToArray());
        Assert.IsNull(endpoint.Requests[0].Content);
        Assert.IsEmpty(endpoint.Activities);
    }

    [TestMethod]
    [DataRow("1.1")]
    [DataRow("2.0")]
    public async Task A_reset_within_the_answer_comes_after_its_headers(string version)
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint, version);
        endpoint.Script.Next(Broken.StoreAndResetInAnswer());

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.PostAsync(Batches.Of(1)));

        Assert.HasCount(1, endpoint.Activities);
        Assert.AreSequenceEqual(["duplicate"], await client.VerdictsAsync(Batches.Of(1)));
    }

    [TestMethod]
    [DataRow("1.1")]
    [DataRow("2.0")]
    public async Task An_answer_that_never_comes_is_ended_by_the_client(string version)
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint, version);
        using var patience = new CancellationTokenSource();
        endpoint.Script.Next(Broken.StoreAndNeverAnswer());

        var waiting = client.PostAsync(Batches.Of(1), patience.Token);
        await endpoint.UntilAsync(one => one.Count == 1);
        await patience.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
        await endpoint.UntilAsync(one => one.Requests is [{ IsEnded: true }]);
        Assert.IsNull(endpoint.Requests[0].Answer);
    }

    [TestMethod]
    public async Task A_stop_of_the_endpoint_waits_for_no_request_that_is_never_answered()
    {
        var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint);
        endpoint
            .Script.Next(Broken.NeverAnswer())
            .Next(EndpointAnswer.Normal.After(new TaskCompletionSource().Task).Step);
        Task[] waiting = [client.PostAsync("[]"), client.PostAsync("[]")];
        await endpoint.UntilAsync(one => one.Requests.Count(request => request.Step is not null) == 2);

        await endpoint.DisposeAsync();

        foreach (var request in waiting)
        {
            await Assert.ThrowsExactlyAsync<HttpRequestException>(() => request);
        }
    }

    [TestMethod]
    public async Task A_damaged_answer_is_whole_to_http_and_no_acknowledgement()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint);
        endpoint.Script.Next(Broken.Truncated()).Next(Broken.Oversized(bytes: 300_000));

        using var truncated = await client.PostAsync(Batches.Of(1));
        using var oversized = await client.PostAsync(Batches.Of(2));
        var text = await truncated.Content.ReadAsStringAsync();
        var padded = await oversized.Content.ReadAsStringAsync();

        Assert.Throws<JsonException>(() => JsonDocument.Parse(text));
        Assert.IsGreaterThan(300_000, padded.Length);
        Assert.EndsWith("]}", padded.TrimEnd());
        Assert.HasCount(2, endpoint.Activities);
    }

    [TestMethod]
    public async Task Connections_are_dropped_as_soon_as_they_are_accepted()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint, "1.1");
        endpoint.Script.Next(Broken.DropConnections(count: 2));

        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.PostAsync(Batches.Of(1)));
        }

        Assert.AreSequenceEqual(["accepted"], await client.VerdictsAsync(Batches.Of(1)));
        Assert.AreSequenceEqual(
            [(1, false), (0, true), (0, true), (1, false)],
            endpoint.Connections.Select(connection => (connection.Requests, connection.WasDropped))
        );
    }

    [TestMethod]
    public async Task A_listener_that_a_step_closed_opens_by_the_injected_clock()
    {
        var clock = new FakeTimeProvider();
        await using var endpoint = await ScriptedEndpoint.StartAsync(new() { TimeProvider = clock });
        using var client = new TestClient(endpoint);
        using var other = new TestClient(endpoint);
        endpoint.Script.Next(Broken.CloseListener(TimeSpan.FromMinutes(5)));

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.PostAsync("[]"));
        clock.Advance(TimeSpan.FromMinutes(4));
        var refused = await Assert.ThrowsExactlyAsync<HttpRequestException>(() => other.PostAsync("[]"));
        clock.Advance(TimeSpan.FromMinutes(1));
        await endpoint.UntilAsync(one => one.IsListening);

        Assert.AreEqual(HttpRequestError.ConnectionError, refused.HttpRequestError);
        Assert.IsEmpty(await client.VerdictsAsync("[]"));
    }
}
