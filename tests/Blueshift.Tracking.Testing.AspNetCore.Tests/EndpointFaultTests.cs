using System.Text.Json;
using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>Each fault as it comes to a client, and what the library makes of it.</summary>
[TestClass]
public sealed class EndpointFaultTests
{
    private static readonly EndpointFault[] Stored =
    [
        EndpointFault.StoreThenCut,
        EndpointFault.StoreThenCutInAnswer,
        EndpointFault.StoreThenSilence,
        EndpointFault.Truncated,
        EndpointFault.Oversized,
        EndpointFault.Repeated,
        EndpointFault.OtherIds,
    ];

    [TestMethod]
    [DataRow(HttpProtocols.Http1)]
    [DataRow(HttpProtocols.Http2)]
    public async Task The_library_gets_over_every_fault_and_delivers_once(HttpProtocols protocols)
    {
        // What costs a client its deadline has a test of its own.
        var faults = Enum.GetValues<EndpointFault>()
            .Where(fault => fault is not (EndpointFault.Silence or EndpointFault.StoreThenSilence));

        var stories = await Task.WhenAll(faults.Select(fault => StoryAsync(fault, protocols)));

        Assert.IsEmpty(stories.OfType<string>());
    }

    [TestMethod]
    [DataRow(EndpointFault.Silence, 0)]
    [DataRow(EndpointFault.StoreThenSilence, 1)]
    public async Task A_silent_endpoint_is_given_up_by_its_client(EndpointFault fault, int stored)
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync(new() { ClientInstanceId = Batches.Instance });
        using var client = new TestClient(endpoint);
        using var deadline = new CancellationTokenSource();
        endpoint.FailAlways(fault);

        var waiting = client.SendAsync(TestClient.Strict(Batches.Of(1)), deadline.Token);
        await endpoint.WaitUntilAsync(one => one.Requests.Count == 1 && one.Activities.Count == stored);
        Assert.IsFalse(waiting.IsCompleted);
        await deadline.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
        Assert.IsNull(endpoint.Requests[0].AnswerStatus);
    }

    [TestMethod]
    [DataRow("1.1", HttpRequestError.InvalidResponse)]
    [DataRow("2.0", HttpRequestError.HttpProtocolError)]
    public async Task What_is_no_http_comes_through_a_tls_that_is_good(string version, HttpRequestError error)
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync(new() { ClientInstanceId = Batches.Instance });
        using var client = new TestClient(endpoint, version);
        endpoint.FailNext(EndpointFault.NotHttp);

        var fault = await Assert.ThrowsExactlyAsync<HttpRequestException>(() =>
            client.SendAsync(TestClient.Strict(Batches.Of(1)))
        );

        Assert.AreEqual(error, fault.HttpRequestError);
        Assert.IsEmpty(endpoint.Activities);
        using var again = await client.SendAsync(TestClient.Strict(Batches.Of(1)));
        Assert.AreEqual(200, (int)again.StatusCode);
    }

    [TestMethod]
    public async Task Garbage_says_that_it_is_json_and_a_repeated_answer_is_two()
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync(new() { ClientInstanceId = Batches.Instance });
        using var client = new TestClient(endpoint);
        endpoint.FailNext(EndpointFault.Garbage);
        endpoint.FailNext(EndpointFault.Repeated);

        using var garbage = await client.SendAsync(TestClient.Strict(Batches.Of(1)));
        using var repeated = await client.SendAsync(TestClient.Strict(Batches.Of(1)));

        Assert.AreEqual("application/json", garbage.Content.Headers.ContentType?.MediaType);
        var noise = await garbage.Content.ReadAsByteArrayAsync();
        Assert.Throws<JsonException>(() => JsonDocument.Parse(noise));
        var twice = await repeated.Content.ReadAsStringAsync();
        Assert.AreEqual(twice[..(twice.Length / 2)], twice[(twice.Length / 2)..]);
        Assert.HasCount(1, endpoint.Activities);
    }

    // None where all went well.
    private static async Task<string?> StoryAsync(EndpointFault fault, HttpProtocols protocols)
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync(new() { Protocols = protocols });
        endpoint.FailNext(fault);
        await using var application = new TrackedApplication(endpoint);
        var ids = await application.CreateAsync(1);

        await endpoint.WaitUntilAsync(one => one.Requests.Count(request => request.ActivityCount > 0) == 2);
        var isDelivered = await application.Tracker.FlushAsync(TimeSpan.FromMinutes(1));

        var isStored = endpoint.Activities.Select(activity => activity.Id).SequenceEqual(ids);
        var first = endpoint.Requests.First(request => request.ActivityCount > 0);
        var verdict = endpoint.Requests.Last(request => request.ActivityCount > 0).Answer!.Text;
        var isTold = verdict.Contains(Stored.Contains(fault) ? "duplicate" : "accepted");
        return
            isDelivered
            && isStored
            && isTold
            && first.Protocol == (protocols == HttpProtocols.Http1 ? "HTTP/1.1" : "HTTP/2")
            ? null
            : $"{fault}: delivered {isDelivered}, stored {isStored}, told {isTold}, {string.Join("; ", endpoint.Requests)}";
    }
}
