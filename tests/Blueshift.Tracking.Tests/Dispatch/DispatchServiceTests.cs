using System.Diagnostics.Metrics;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Blueshift.Tracking.Tests.Dispatch;

[TestClass]
public sealed class DispatchServiceTests
{
    private readonly ScriptedTransport _transport = new();

    [TestMethod]
    public async Task The_start_up_line_says_what_is_in_use_and_that_memory_does_not_last()
    {
        await using var host = new TrackingHost(_transport);

        host.Lifetime.Start();
        host.Lifetime.Start();

        await host.Lifetime.StopAsync(CancellationToken.None);
        var line = Assert.ContainsSingle(log => log.Id.Id == 1000, host.Logs);
        Assert.Contains("instance acme-prod, endpoint tracking.vendor.example, proxy system", line.Message);
        Assert.Contains(
            "buffer memory (sealed, key none, lost when the process ends), 0 waiting, last acknowledged never",
            line.Message
        );
        Assert.DoesNotContain("bst1_", line.Message);
    }

    [TestMethod]
    public async Task Stopping_delivers_what_waits()
    {
        await using var host = new TrackingHost(
            _transport,
            options =>
            {
                options.Delivery.Linger = TimeSpan.FromMinutes(1);
                options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(3);
            }
        );
        await host.Tracker.TrackAsync(Some.Activity());

        await host.Lifetime.StopAsync(CancellationToken.None);

        Assert.AreEqual(1, host.State.Delivered);
        Assert.Contains(
            "1 recorded = 1 delivered + 0 waiting + 0 dead letters + 0 dropped",
            Assert.ContainsSingle(log => log.Id.Id == 1003, host.Logs).Message
        );
        Assert.DoesNotContain(log => log.Level >= LogLevel.Warning, host.Logs);
    }

    [TestMethod]
    public async Task Stopping_with_a_hanging_endpoint_ends_with_ShutdownTimeout_and_tells_the_loss()
    {
        _transport.Gate = new TaskCompletionSource().Task;
        await using var host = new TrackingHost(
            _transport,
            options => options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(11)
        );
        await host.Tracker.TrackAsync(Some.Activity());
        await _transport.NextAsync();

        var stop = host.Lifetime.StopAsync(CancellationToken.None);
        await host.Time.PassWaitAsync(TimeSpan.FromSeconds(11), TimeSpan.FromSeconds(11));
        await stop;

        var end = Assert.ContainsSingle(log => log.Id.Id == 1003, host.Logs);
        Assert.Contains("1 recorded = 0 delivered + 1 waiting", end.Message);
        BufferIdentity.AssertHolds(host.State);
    }

    [TestMethod]
    public async Task Stopping_with_the_endpoint_away_does_not_wait()
    {
        _transport.Then(DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no answer"));
        await using var host = new TrackingHost(
            _transport,
            options => options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(30)
        );
        await host.Tracker.TrackAsync(Some.Activity());
        await _transport.NextAsync();
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        // Time stands still: only a stop that waits for nothing can end.
        await host.Lifetime.StopAsync(CancellationToken.None);

        Assert.AreEqual(1, host.State.Waiting);
    }

    [TestMethod]
    public async Task A_flush_that_waits_at_the_stop_or_comes_after_it_does_not_wait_for_what_never_comes()
    {
        _transport.Gate = new TaskCompletionSource().Task;
        await using var host = new TrackingHost(_transport);
        await host.Tracker.TrackAsync(Some.Activity());
        var waiting = host.Tracker.FlushAsync(TimeSpan.FromDays(1));

        await host.Lifetime.StopAsync(CancellationToken.None);

        Assert.IsFalse(await waiting);
        Assert.IsFalse(await host.Tracker.FlushAsync(TimeSpan.FromDays(1)));
    }

    [TestMethod]
    public async Task What_is_recorded_while_stopping_is_in_the_last_line()
    {
        var stop = new TaskCompletionSource();
        _transport.Gate = stop.Task;
        await using var host = new TrackingHost(
            _transport,
            options => options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(30)
        );
        await host.Tracker.TrackAsync(Some.Activity());
        await _transport.NextAsync();

        var stopping = host.Lifetime.StopAsync(CancellationToken.None);
        var late = await host.Tracker.TrackAsync(Some.Activity("user-2"));
        stop.SetResult();
        await stopping;

        Assert.IsTrue(late.IsRecorded);
        Assert.AreEqual(RefusalReason.Stopped, (await host.Tracker.TrackAsync(Some.Activity("user-3"))).RefusalReason);
        var end = Assert.ContainsSingle(log => log.Id.Id == 1003, host.Logs);
        Assert.Contains("2 recorded", end.Message);
        Assert.AreEqual(2, host.State.Delivered + host.State.Waiting);
    }

    [TestMethod]
    public async Task The_host_s_own_deadline_ends_the_stop_earlier()
    {
        _transport.Gate = new TaskCompletionSource().Task;
        await using var host = new TrackingHost(
            _transport,
            options => options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(30)
        );
        await host.Tracker.TrackAsync(Some.Activity());
        await _transport.NextAsync();
        using var deadline = new CancellationTokenSource();

        var stop = host.Lifetime.StopAsync(deadline.Token);
        await deadline.CancelAsync();
        await stop;

        Assert.AreEqual(1, host.State.Waiting);
    }

    [TestMethod]
    public void Disposing_the_provider_synchronously_stops_delivery_under_a_single_threaded_context()
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new StuckSynchronizationContext());
        try
        {
            var host = new TrackingHost(_transport);
            Assert.IsTrue(host.Tracker.TrackAsync(Some.Activity()).AsTask().GetAwaiter().GetResult().IsRecorded);

            host.Dispose();

            Assert.Contains(log => log.Id.Id == 1003, host.Logs);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [TestMethod]
    public async Task A_host_whose_logging_and_listeners_throw_still_tracks_and_delivers()
    {
        _transport.Then(DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no answer"));
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Tags?.Any(tag => Equals(tag.Value, nameof(ThrowingLoggerProvider))) == true)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("No room."));
        listener.Start();
        await using var host = new TrackingHost(
            _transport,
            configureServices: services =>
            {
                services.AddSingleton<ILoggerProvider, ThrowingLoggerProvider>();
                services.AddSingleton<IMeterFactory>(new TaggingMeterFactory(nameof(ThrowingLoggerProvider)));
            }
        );

        var result = await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        await host.FlushAsync();

        Assert.IsTrue(result.IsRecorded);
        Assert.AreEqual(1, host.State.Delivered);
    }

    [TestMethod]
    public async Task A_caller_that_keeps_its_context_to_itself_begins_delivery_too()
    {
        await using var host = new TrackingHost(_transport);
        using (ExecutionContext.SuppressFlow())
        {
            host.Lifetime.Start();
        }

        await host.Tracker.TrackAsync(Some.Activity());
        await host.FlushAsync();

        Assert.AreEqual(1, host.State.Delivered);
    }

    [TestMethod]
    public async Task Where_no_host_tells_that_it_has_started_delivery_begins_when_the_services_have()
    {
        await using var host = new TrackingHost(_transport);
        var hosted = new TrackingHostedService(() => host.Lifetime, application: null, new FakeLogger());

        await hosted.StartedAsync(CancellationToken.None);
        await hosted.StoppedAsync(CancellationToken.None);

        Assert.Contains(log => log.Id.Id == 1000, host.Logs);
        Assert.Contains(log => log.Id.Id == 1003, host.Logs);
    }

    [TestMethod]
    public async Task The_loop_does_not_run_in_its_first_caller_s_context()
    {
        var local = new AsyncLocal<string> { Value = "caller" };
        string? seen = "unset";
        _transport.Then(batch =>
        {
            seen = local.Value;
            return ScriptedTransport.Accept(batch);
        });
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync(Some.Activity());
        await host.FlushAsync();

        Assert.IsNull(seen);
    }
}
