using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>When a test of a user fails by itself, and what it is told.</summary>
[TestClass]
public sealed class FailedTestTests
{
    private static readonly FakeCentralEndpointOptions Impatient = new()
    {
        ClientInstanceId = Batches.Instance,
        WaitTimeout = TimeSpan.FromMilliseconds(20),
    };

    [TestMethod]
    public async Task A_breach_of_the_contract_ends_the_waiting_at_once_and_is_told_once()
    {
        var endpoint = await FakeCentralEndpoint.StartAsync(new() { WaitTimeout = Timeout.InfiniteTimeSpan });
        using var client = new TestClient(endpoint);
        var waiting = endpoint.WaitForActivitiesAsync(1);

        using var response = await client.SendAsync(TestClient.Strict("{}"));

        var fault = await Assert.ThrowsExactlyAsync<ContractViolationException>(() => waiting);
        Assert.AreEqual(
            string.Join(
                Environment.NewLine,
                "The client broke the wire contract once.",
                "  Request 1: an endpoint answers 400 malformed-batch: The body is not a JSON array.",
                "The numbers are those of FakeCentralEndpoint.Requests; the contract is docs/wire-contract.md. A test that breaks it on purpose sets "
                    + "FakeCentralEndpointOptions.ThrowOnViolation to false."
            ),
            fault.Message
        );
        // What comes while the application stops would only hide the first.
        using var again = await client.SendAsync(TestClient.Strict("{}"));
        await endpoint.DisposeAsync();
        Assert.HasCount(2, endpoint.Violations);
    }

    [TestMethod]
    public async Task A_breach_that_nobody_waited_for_fails_the_test_at_its_end_when_everything_is_closed()
    {
        var endpoint = await FakeCentralEndpoint.StartAsync();
        using var client = new TestClient(endpoint);
        using var response = await client.SendAsync(TestClient.Strict("{}"));

        await Assert.ThrowsExactlyAsync<ContractViolationException>(async () => await endpoint.DisposeAsync());

        Assert.IsFalse(File.Exists(endpoint.TrustedRoots));
        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.SendAsync(TestClient.Strict("[]")));
    }

    [TestMethod]
    public async Task What_a_test_s_own_code_throws_fails_it_with_that()
    {
        var fault = new InvalidOperationException("A wrong predicate.");
        var endpoint = await FakeCentralEndpoint.StartAsync(new() { ClientInstanceId = Batches.Instance });
        using var client = new TestClient(endpoint);
        endpoint.AnswerNext(EndpointAnswer.Deferred(when: _ => throw fault));
        var waiting = endpoint.WaitForActivitiesAsync(1);

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.SendAsync(TestClient.Strict(Batches.Of(1))));

        var told = await Assert.ThrowsExactlyAsync<InvalidOperationException>(() => waiting);
        Assert.AreSame(fault, told.InnerException);
        Assert.Contains("Request 1: 1 activity, no answer", told.Message);
        await endpoint.DisposeAsync();
    }

    [TestMethod]
    public async Task Who_waits_in_vain_is_told_that_nobody_came()
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync(Impatient);

        var fault = await Assert.ThrowsExactlyAsync<TimeoutException>(() => endpoint.WaitForActivitiesAsync(2));

        Assert.IsNull(fault.InnerException);
        Assert.StartsWith("0 of 2 activities came within 00:00:00.0200000.", fault.Message);
        Assert.Contains("connections 0, requests 0, activities stored 0, heartbeats 0.", fault.Message);
        Assert.Contains("Nobody came. Is tracking registered with FakeCentralEndpoint.Configure", fault.Message);
    }

    [TestMethod]
    public async Task Who_waits_in_vain_is_told_what_came_and_what_stands_in_the_way()
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync(Impatient);
        using var client = new TestClient(endpoint);
        endpoint.AnswerAlways(EndpointAnswer.Status(503));
        using var test = await client.SendAsync(TestClient.Strict("[]"));
        using var refused = await client.SendAsync(TestClient.Strict(Batches.Of(1)));
        await endpoint.RefuseConnectionsAsync();

        var fault = await Assert.ThrowsExactlyAsync<TimeoutException>(() =>
            endpoint.WaitUntilAsync(one => one.Activities.Count == 1)
        );

        string[] told =
        [
            "What is waited for did not become true",
            "Request 1: connection test, answered 200",
            "Request 2: 1 activity, answered 503",
            "The endpoint refuses connections until AcceptConnectionsAsync.",
            "A scripted answer or fault stands until AnswerNormally.",
            "After a refusal or a fault the client waits",
        ];
        Assert.IsEmpty(told.Where(line => !fault.Message.Contains(line)));
        Assert.DoesNotContain("Nobody came", fault.Message);
        Assert.DoesNotContain("Amelia", fault.ToString());
    }

    [TestMethod]
    public async Task Who_does_not_trust_the_root_is_told_so()
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync(Impatient);
        await using var other = await FakeCentralEndpoint.StartAsync();
        using var client = new TestClient(other);
        using var request = TestClient.Strict("[]");
        request.RequestUri = new Uri(endpoint.Address, "/v1/activities");
        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.SendAsync(request));

        var fault = await Assert.ThrowsExactlyAsync<TimeoutException>(() => endpoint.WaitForActivitiesAsync(1));

        Assert.Contains("Nobody came further than TLS. A client has to trust TrustedRoots", fault.Message);
    }

    [TestMethod]
    public async Task Whoever_ends_the_waiting_is_told_that_alone()
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync();
        using var ended = new CancellationTokenSource();
        var waiting = endpoint.WaitForActivitiesAsync(1, ended.Token);

        await ended.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
    }
}
