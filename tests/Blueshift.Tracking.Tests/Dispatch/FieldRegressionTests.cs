using System.Net;
using System.Net.Sockets;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Dispatch;

/// <summary>What users of other libraries of this kind complained of, each with where they did.</summary>
[TestClass]
public sealed class FieldRegressionTests
{
    private readonly StoringEndpoint _endpoint = new();

    /// <summary>PostHog/posthog-dotnet #199: one HTTP exception ended the flush loop for ever.</summary>
    [TestMethod]
    public async Task No_exception_of_the_network_stack_ends_delivery()
    {
        Exception[] faults =
        [
            new HttpRequestException(HttpRequestError.NameResolutionError),
            new HttpRequestException(HttpRequestError.ResponseEnded, inner: new IOException()),
            new SocketException((int)SocketError.ConnectionReset),
            new InvalidOperationException(),
            new ObjectDisposedException("socket"),
        ];
        foreach (var fault in faults)
        {
            _endpoint.Then(() => throw fault);
        }
        await using var host = Host();
        await host.Tracker.TrackAsync(Some.Activity());
        for (var index = 0; index < faults.Length; index++)
        {
            await host.Time.PassWaitAsync(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        }
        await host.FlushAsync();

        Assert.AreEqual(1, host.State.Delivered);
    }

    /// <summary>segmentio/Analytics-CSharp #63, getsentry/sentry-dotnet #3384: started offline, nothing was sent until a restart.</summary>
    [TestMethod]
    public async Task Started_offline_it_delivers_when_the_network_is_back()
    {
        _endpoint.Always = () => throw new HttpRequestException(HttpRequestError.NameResolutionError);
        await using var host = Host();
        host.Lifetime.Start();
        await host.Tracker.TrackAsync(Some.Activity());
        for (var tries = 0; tries < 5; tries++)
        {
            await host.Time.PassWaitAsync(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        }

        _endpoint.Always = null;
        await host.Time.PassWaitAsync(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        await host.FlushAsync();

        Assert.AreEqual(1, _endpoint.Stored);
    }

    /// <summary>datalust/serilog-sinks-seq #9: a payload that the server never accepts stopped the queue.</summary>
    [TestMethod]
    public async Task A_payload_that_is_never_taken_stops_nothing_behind_it()
    {
        var bad = Some.Activity("user-7").WithId(Guid.NewGuid());
        _endpoint.Judges = ids =>
            ids.Contains(bad.Id!.Value)
                ? StoringEndpoint.Answer(
                    HttpStatusCode.RequestEntityTooLarge,
                    "application/problem+json",
                    "{\"type\":\"https://blueshift.one/tracking/problems/too-large\",\"status\":413}"
                )
                : null;
        await using var host = Host();
        await host.Tracker.TrackAsync(
            Enumerable.Range(0, 20).Select(number => number == 7 ? bad : Some.Activity($"user-{number}"))
        );
        await host.FlushAsync();

        Assert.AreEqual((19, 1), (host.State.Delivered, host.State.DeadLetters));
    }

    /// <summary>getsentry/sentry-dotnet #1485, #3739: events were dropped at a small default limit, and nothing said so.</summary>
    [TestMethod]
    public async Task What_does_not_fit_is_refused_counted_with_its_reason_and_said()
    {
        _endpoint.Always = () => throw new HttpRequestException(HttpRequestError.ConnectionError);
        await using var host = Host(options => options.Buffer.MaxBytes = BufferOptions.MinMaxBytes);
        using var refused = host.Counter("activities.refused");

        var results = await host.Tracker.TrackAsync(
            Enumerable.Range(0, 5000).Select(number => Some.Activity($"user-{number}"))
        );

        var count = results.Count(result => result.RefusalReason == RefusalReason.BufferFull);
        Assert.AreNotEqual(0, count);
        Assert.AreEqual(count, refused.GetMeasurementSnapshot().Sum(one => one.Value));
        Assert.AreEqual("BufferFull", refused.LastMeasurement!.Tags["reason"]);
        Assert.Contains(log => log.Id.Id == 1030, host.Logs);
        Assert.AreEqual(5000, host.State.Recorded + count);
    }

    /// <summary>segmentio/Analytics.NET #188, #200, datalust/serilog-sinks-seq #6: flush and disposal hung under a synchronization context.</summary>
    [TestMethod]
    public void Flush_and_disposal_that_are_waited_for_under_a_single_threaded_context_end()
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new StuckSynchronizationContext());
        try
        {
            var host = Host();
            Assert.IsTrue(host.Tracker.TrackAsync(Some.Activity()).AsTask().GetAwaiter().GetResult().IsRecorded);
            Assert.IsTrue(host.Tracker.FlushAsync(TimeSpan.FromDays(1)).AsTask().GetAwaiter().GetResult());
            host.Dispose();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
        Assert.AreEqual(1, _endpoint.Stored);
    }

    /// <summary>dotnet/sdk #54282, serilog/serilog #309: calls, start and exit took seconds while the server was down.</summary>
    [TestMethod]
    public async Task With_an_endpoint_that_never_answers_no_call_start_or_stop_waits_for_it()
    {
        _endpoint.Always = () => throw new HttpRequestException(HttpRequestError.ConnectionError);
        var host = Host();
        host.Lifetime.Start();
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        // Time stands still: whatever waits for a time would never end.
        for (var number = 0; number < 100; number++)
        {
            Assert.IsTrue((await host.Tracker.TrackAsync(Some.Activity($"user-{number}"))).IsRecorded);
        }
        await host.DisposeAsync();

        Assert.HasCount(1, _endpoint.Requests);
    }

    /// <summary>ApplicationInsights-dotnet #281, launchdarkly/dotnet-server-sdk #156: a flush hung when there was nothing, or returned early.</summary>
    [TestMethod]
    public async Task A_flush_returns_at_once_when_nothing_waits_and_not_before_what_waits_is_settled()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage?>();
        _endpoint.Then(_ => answer.Task);
        await using var host = Host();

        Assert.IsTrue(await host.Tracker.FlushAsync(TimeSpan.Zero));
        await host.Tracker.TrackAsync(Some.Activity());
        var flush = host.Tracker.FlushAsync(TimeSpan.FromDays(1)).AsTask();
        Assert.IsFalse(flush.IsCompleted);
        answer.SetResult(null);

        Assert.IsTrue(await Patience.WithAsync(new ValueTask<bool>(flush), "the flush should end"));
        Assert.AreEqual(1, host.State.Delivered);
    }

    /// <summary>ApplicationInsights-dotnet #1749, #2304: a time-out after the server had stored the batch was counted twice.</summary>
    [TestMethod]
    public async Task A_batch_that_was_stored_and_not_answered_comes_again_with_the_same_ids_and_bytes()
    {
        _endpoint.Then(() => throw new HttpRequestException(HttpRequestError.ResponseEnded, inner: new IOException()));
        await using var host = Host();
        await host.Tracker.TrackAsync(Enumerable.Range(0, 30).Select(number => Some.Activity($"user-{number}")));
        await host.Time.PassWaitAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        await host.FlushAsync();

        Assert.AreEqual((30, 30), (_endpoint.Stored, _endpoint.Doubled));
        Assert.AreEqual(30, host.State.Delivered);
        Assert.AreSequenceEqual(_endpoint.Requests[1].Body, _endpoint.Requests[2].Body);
    }

    /// <summary>getsentry/sentry-dotnet PR #1818: what was sent again had a second header line, and the server refused it.</summary>
    [TestMethod]
    public async Task A_batch_that_is_sent_again_has_the_same_headers_once()
    {
        _endpoint.Then(() => StoringEndpoint.Answer(HttpStatusCode.ServiceUnavailable, "text/plain", "later"));
        await using var host = Host();
        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        await host.FlushAsync();

        Assert.HasCount(3, _endpoint.Requests);
        Assert.AreEqual(_endpoint.Requests[1].Headers, _endpoint.Requests[2].Headers);
        var names = _endpoint.Requests[2].Headers.Split('\n').Select(line => line.Split(':')[0]).ToList();
        Assert.HasCount(names.Count, names.Distinct());
    }

    private TrackingHost Host(Action<UserActivityTrackingOptions>? change = null) =>
        new(
            _endpoint.Transport(),
            options =>
            {
                options.Delivery.Linger = TimeSpan.Zero;
                change?.Invoke(options);
            }
        );
}
