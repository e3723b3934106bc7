using System.Text;
using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

[TestClass]
public sealed class ScriptedEndpointTests
{
    [TestMethod]
    [DataRow("1.1", "HTTP/1.1")]
    [DataRow("2.0", "HTTP/2")]
    public async Task Accepts_a_batch_over_tls_and_keeps_it_and_answers_duplicate_to_it_again(
        string version,
        string protocol
    )
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint, version);
        var batch = Batches.Of(1, 2);

        var first = await client.VerdictsAsync(batch);
        var second = await client.VerdictsAsync(batch);

        Assert.AreSequenceEqual(["accepted", "accepted"], first);
        Assert.AreSequenceEqual(["duplicate", "duplicate"], second);
        Assert.AreSequenceEqual([Batches.Id(1), Batches.Id(2)], endpoint.Activities.Select(one => one.Id));
        var stored = endpoint.Activities[1];
        Assert.AreEqual(
            ("acme-prod", Batches.Subject, "addition", "0000000000000000002"),
            (stored.Instance, stored.Subject, stored.Status, stored.Sequence)
        );
        Assert.AreEqual(batch, Encoding.UTF8.GetString(stored.Body.Span));
        Assert.AreSequenceEqual([1, 2], stored.Arrivals.Select(arrival => arrival.Request));
        Assert.IsTrue(endpoint.Requests.All(request => request.Protocol == protocol));
    }

    [TestMethod]
    public async Task Keeps_each_request_with_its_time_headers_body_and_answer()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(Batches.Now, null));
        await using var endpoint = await ScriptedEndpoint.StartAsync(new() { TimeProvider = clock });
        using var client = new TestClient(endpoint);
        using var request = TestClient.Request(TestClient.Gzip(Batches.Of(1)));
        request.Content!.Headers.ContentEncoding.Add("gzip");

        using var response = await client.SendAsync(request);

        var recorded = endpoint.Requests.Single();
        Assert.AreEqual(clock.GetUtcNow(), recorded.Time);
        Assert.AreEqual(
            (1, "POST", "/v1/activities", "normal"),
            (recorded.Number, recorded.Method, recorded.Path, recorded.Step)
        );
        Assert.AreEqual("gzip", recorded.Headers["content-encoding"]);
        Assert.AreSequenceEqual(TestClient.Gzip(Batches.Of(1)), recorded.WireBody.ToArray());
        Assert.AreEqual(Batches.Of(1), Encoding.UTF8.GetString(recorded.Content!.Value.Span));
        Assert.AreEqual(await response.Content.ReadAsStringAsync(), recorded.Answer!.Text);
        Assert.IsTrue(recorded.IsEnded && recorded.HasActivities && !recorded.IsConnectionTest);
    }

    [TestMethod]
    public async Task Counts_the_requests_of_each_connection()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var one = new TestClient(endpoint);
        using var other = new TestClient(endpoint);

        await one.VerdictsAsync("[]");
        await one.VerdictsAsync(Batches.Of(1));
        await other.VerdictsAsync(Batches.Of(2));

        Assert.AreSequenceEqual([2, 1], endpoint.Connections.Select(connection => connection.Requests));
        Assert.IsTrue(endpoint.Requests[0].IsConnectionTest);
    }

    [TestMethod]
    public async Task A_client_that_trusts_another_root_gets_no_connection()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        await using var other = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(other);
        using var request = TestClient.Request("[]");
        request.RequestUri = new Uri(endpoint.Address, "/v1/activities");

        await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.SendAsync(request));

        Assert.IsEmpty(endpoint.Requests);
    }

    [TestMethod]
    public async Task The_root_is_written_as_a_pem_file()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        var path = Path.GetTempFileName();

        endpoint.WriteRoot(path);

        var written = await File.ReadAllTextAsync(path);
        File.Delete(path);
        Assert.AreEqual(endpoint.RootPem, written);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", written);
    }

    [TestMethod]
    public async Task A_closed_listener_refuses_and_an_open_one_has_the_same_address()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var early = new TestClient(endpoint);
        using var client = new TestClient(endpoint);
        await early.VerdictsAsync(Batches.Of(1));
        var address = endpoint.Address;

        await endpoint.CloseListenerAsync();
        var refused = await Assert.ThrowsExactlyAsync<HttpRequestException>(() => client.PostAsync(Batches.Of(2)));
        await endpoint.OpenListenerAsync();
        var verdicts = await client.VerdictsAsync(Batches.Of(2));

        Assert.AreEqual(HttpRequestError.ConnectionError, refused.HttpRequestError);
        Assert.AreSequenceEqual(["accepted"], verdicts);
        Assert.AreEqual(address, endpoint.Address);
        Assert.HasCount(2, endpoint.Requests);
    }

    [TestMethod]
    public async Task A_test_waits_for_what_it_expects_without_a_sleep()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint);
        var arrived = endpoint.UntilAsync(one => one.Count == 3);

        await client.VerdictsAsync(Batches.Of(1, 2));
        Assert.IsFalse(arrived.IsCompleted);
        await client.VerdictsAsync(Batches.Of(3));

        await arrived;
    }

    [TestMethod]
    public async Task Heartbeats_are_kept_and_answered_as_scripted()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(Batches.Now, null));
        await using var endpoint = await ScriptedEndpoint.StartAsync(new() { TimeProvider = clock });
        using var client = new TestClient(endpoint);
        endpoint.AnswerNextHeartbeat(
            new HeartbeatAnswer
            {
                NextIn = TimeSpan.FromSeconds(60),
                Forget = [Batches.Subject],
                Resync = true,
            }
        );
        const string Content =
            """{"state":"delivering","reason":null,"waiting":7,"sources":[],"forgotten":["a"],"later":{"x":1}}""";

        using var first = await client.SendAsync(TestClient.Heartbeat(Content));
        using var second = await client.SendAsync(TestClient.Heartbeat("""{"sources":[]}"""));
        using var broken = await client.SendAsync(TestClient.Heartbeat("[]"));

        Assert.AreEqual(
            """{"serverTime":"2026-11-24T08:51:34.12Z","nextInSeconds":60,"forget":["qK2w1m0T3u8hYf6Zr5cV9A"],"resync":true}""",
            await first.Content.ReadAsStringAsync()
        );
        Assert.Contains(
            "\"nextInSeconds\":900,\"forget\":[],\"resync\":false",
            await second.Content.ReadAsStringAsync()
        );
        Assert.AreEqual(400, (int)broken.StatusCode);
        Assert.HasCount(2, endpoint.Heartbeats);
        var kept = endpoint.Heartbeats[0];
        Assert.AreEqual(("delivering", null, 7L), (kept.State, kept.Reason, kept.Waiting));
        Assert.AreSequenceEqual(["a"], kept.Forgotten);
    }
}
