using System.Net;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Dispatch;

/// <summary>What stands between, or in the place of, an endpoint: through the library's whole HTTP client.</summary>
[TestClass]
public sealed class BadLuckTests
{
    private readonly StoringEndpoint _endpoint = new();

    [TestMethod]
    public async Task A_proxy_that_answers_400_to_everything_makes_no_dead_letter()
    {
        _endpoint.Always = () => StoringEndpoint.Answer(HttpStatusCode.BadRequest, "text/html", "<h1>Bad request</h1>");
        await using var host = await PausedAsync("not-our-endpoint (HTTP 400 with text/html)");

        await ComesBackAsync(host);
    }

    [TestMethod]
    public async Task An_html_login_page_with_200_acknowledges_nothing()
    {
        _endpoint.Always = () => StoringEndpoint.Answer(HttpStatusCode.OK, "text/html", "<form>Sign in</form>");
        await using var host = Host();
        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.Contains(
            "not-our-endpoint (HTTP 200 with text/html)",
            host.Logs.Single(log => log.Id.Id == 1020).Message
        );

        await ComesBackAsync(host);
    }

    [TestMethod]
    public async Task A_body_limit_of_1_KiB_in_the_way_pauses_and_loses_nothing()
    {
        _endpoint.Always = () =>
            _endpoint.Requests[^1].Body.Length > 1024
                ? StoringEndpoint.Answer(HttpStatusCode.RequestEntityTooLarge, "text/html", "too large")
                : StoringEndpoint.Answer(HttpStatusCode.OK, "application/json", "{\"results\":[]}");
        await using var host = Host();
        await host.Tracker.TrackAsync(Enumerable.Range(0, 500).Select(number => Some.Activity($"user-{number}")));
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(60));

        Assert.Contains("not-our-endpoint (HTTP 413", host.Logs.Single(log => log.Id.Id == 1021).Message);
        Assert.AreEqual((500, 0), (host.State.Waiting, host.State.DeadLetters));
        await ComesBackAsync(host, 500);
    }

    [TestMethod]
    public async Task An_endpoint_that_stores_and_never_answers_has_it_once()
    {
        _endpoint.Then(async cancellationToken =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return null;
        });
        await using var host = Host();
        await host.Tracker.TrackAsync(Some.Activity());
        // The connection test has had one of its own.
        await _endpoint.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
        await _endpoint.Time.PassWaitAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
        await host.Time.PassWaitAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        await host.FlushAsync();

        Assert.AreEqual((1, 1), (_endpoint.Stored, _endpoint.Doubled));
        Assert.AreEqual(1, host.State.Delivered);
    }

    [TestMethod]
    public async Task An_answer_with_another_batch_s_ids_acknowledges_nothing()
    {
        _endpoint.Then(() =>
            StoringEndpoint.Answer(HttpStatusCode.OK, "application/json", EndpointAnswers.Accepted(Guid.NewGuid()))
        );
        await using var host = Host();
        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.AreEqual((1, 0), (host.State.Waiting, host.State.Delivered));

        await ComesBackAsync(host);
    }

    [TestMethod]
    public async Task A_retired_instance_keeps_everything()
    {
        _endpoint.Always = () =>
            StoringEndpoint.Answer(
                HttpStatusCode.Gone,
                "application/problem+json",
                "{\"type\":\"https://blueshift.one/tracking/problems/instance-retired\",\"status\":410}"
            );
        await using var host = Host();
        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromHours(21), TimeSpan.FromHours(27));
        Assert.HasCount(1, _endpoint.Requests);

        await ComesBackAsync(host);
    }

    [TestMethod]
    public async Task A_key_revoked_in_the_middle_of_a_batch_pauses_and_loses_nothing()
    {
        _endpoint.Then(() => StoringEndpoint.Answer(HttpStatusCode.Unauthorized, "application/problem+json", "{}"));
        await using var host = await PausedAsync("credential-refused (HTTP 401");

        await ComesBackAsync(host);
    }

    [TestMethod]
    public async Task A_name_that_is_never_resolved_ends_with_the_deadline()
    {
        var options = Some.Options();
        var stale = new StaleConnectionHandler();
        var sockets = EndpointConnection.SocketsHandler(options, stale, Some.Verification(options));
        sockets.ConnectTimeout = Timeout.InfiniteTimeSpan;
        sockets.ConnectCallback = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("Unreachable.");
        };
        var time = new ObservedTimeProvider();
        var client = EndpointConnection.Create(options, sockets, stale, new ChangingCredential("first"), time);
        using var endpoint = new EndpointClient(client, options, time);

        var send = new HttpActivityTransport(endpoint, options).SendAsync(new OutgoingBatch(), CancellationToken.None);
        await time.PassWaitAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));

        var answer = await send;
        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.Unreachable), (answer.Kind, answer.Fault));
    }

    /// <summary>Tracks one activity and waits until delivery pauses for the reason.</summary>
    private async Task<TrackingHost> PausedAsync(string reason)
    {
        var host = Host();
        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(60));
        Assert.Contains(reason, host.Logs.Single(log => log.Id.Id == 1021).Message);
        Assert.AreEqual((1, 0), (host.State.Waiting, host.State.DeadLetters));
        return host;
    }

    /// <summary>Takes away what stood between, and asserts that everything arrives, once.</summary>
    private async Task ComesBackAsync(TrackingHost host, int count = 1)
    {
        _endpoint.Always = null;
        host.Time.Advance(TimeSpan.FromHours(27));
        await host.FlushAsync();

        Assert.AreEqual(count, _endpoint.Stored);
        Assert.AreEqual((count, 0, 0), (host.State.Delivered, host.State.Waiting, host.State.DeadLetters));
        BufferIdentity.AssertHolds(host.State);
    }

    private TrackingHost Host() => new(_endpoint.Transport(), options => options.Delivery.Linger = TimeSpan.Zero);
}
