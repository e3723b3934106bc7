using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Tests.Dispatch;

/// <summary>What the loop does and says when the endpoint refuses whole batches.</summary>
[TestClass]
public sealed class RefusedBatchTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly DeliveryAnswer Refused = DeliveryAnswer.BatchRefused(
        "HTTP 400 with application/problem+json"
    );

    private readonly ScriptedTransport _transport = new();

    [TestMethod]
    public async Task It_is_halved_until_the_bad_activity_stands_alone()
    {
        await using var host = new TrackingHost(_transport);
        Enumerable
            .Range(0, 40)
            .ToList()
            .ForEach(_ =>
                _transport.Then(batch =>
                    batch.Activities.Any(one => one.Sequence == 3) ? Refused : ScriptedTransport.Accept(batch)
                )
            );

        await host.Tracker.TrackAsync(Enumerable.Range(0, 8).Select(number => Some.Activity($"user-{number}")));
        await host.FlushAsync();

        Assert.AreEqual((7, 1), (host.State.Delivered, host.State.DeadLetters));
        Assert.Contains(
            "1 activities became dead letters, the latest as batch-refused",
            Assert.ContainsSingle(log => log.Id.Id == 1023, host.Logs).Message
        );
        BufferIdentity.AssertHolds(host.State);
    }

    [TestMethod]
    public async Task Ten_refused_alone_in_a_row_pause_and_the_log_says_so()
    {
        Enumerable.Range(0, 200).ToList().ForEach(_ => _transport.Then(Refused));
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync(Enumerable.Range(0, 16).Select(number => Some.Activity($"user-{number}")));
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(31), Minute);

        var log = Assert.ContainsSingle(one => one.Id.Id == 1021, host.Logs);
        Assert.Contains(
            "endpoint-refused (HTTP 400 with application/problem+json, to 10 activities sent alone). 7 waiting",
            log.Message
        );
        Assert.AreEqual((9, 7), (host.State.DeadLetters, host.State.Waiting));
    }

    [TestMethod]
    public async Task A_refused_connection_test_pauses_and_the_log_says_so()
    {
        _transport.ConnectionTest = _ => Refused;
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitAsync(TimeSpan.FromSeconds(31), Minute);
        _transport.ConnectionTest = ScriptedTransport.Accept;
        await host.Time.PassWaitAsync(Minute, 2 * Minute);
        await host.FlushAsync();

        Assert.Contains(
            "endpoint-refused (HTTP 400",
            Assert.ContainsSingle(one => one.Id.Id == 1021, host.Logs).Message
        );
        Assert.AreEqual(1, host.State.Delivered);
    }

    [TestMethod]
    public async Task It_is_no_acknowledgement_and_so_heals_nothing()
    {
        _transport.Then(DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no answer")).Then(Refused);
        _transport.Then(DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no answer"));
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync([Some.Activity("user-1"), Some.Activity("user-2")]);
        await host.Time.PassWaitAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));

        Assert.DoesNotContain(log => log.Id.Id == 1022, host.Logs);
        Assert.AreEqual(2, host.State.Waiting);
    }

    [TestMethod]
    public async Task What_is_dropped_for_want_of_room_is_told_as_dropped_and_not_as_kept()
    {
        _transport.Then(batch => ScriptedTransport.All(batch, new(VerdictStatus.Rejected, "invalid-field", null)));
        await using var host = new TrackingHost(
            _transport,
            options => options.Buffer.MaxBytes = BufferOptions.MinMaxBytes
        );

        await host.Tracker.TrackAsync(Enumerable.Range(0, 500).Select(number => Some.Activity($"user-{number}")));
        await host.FlushAsync();

        var state = host.State;
        Assert.IsGreaterThan(0, state.Dropped);
        Assert.Contains(
            $"{state.DeadLetters} activities became dead letters, the latest as invalid-field",
            Assert.ContainsSingle(log => log.Id.Id == 1023, host.Logs).Message
        );
        Assert.Contains(
            $"{state.Dropped} activities were given up after they were recorded, the latest as DeadLettersFull",
            Assert.ContainsSingle(log => log.Id.Id == 1026, host.Logs).Message
        );
    }

    [TestMethod]
    public async Task An_endpoint_that_asks_for_no_wait_at_all_gets_no_hot_loop()
    {
        Enumerable
            .Range(0, 5)
            .ToList()
            .ForEach(_ =>
                _transport.Then(DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "HTTP 503", TimeSpan.Zero))
            );
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync(Some.Activity());
        for (var wait = 0; wait < 5; wait++)
        {
            Assert.AreEqual(1, (await host.Time.PassWaitAsync(TimeSpan.FromSeconds(1), Minute)).TotalSeconds);
        }
        await host.FlushAsync();

        Assert.AreEqual(1, host.State.Delivered);
    }

    [TestMethod]
    public async Task Two_faults_that_alternate_are_each_told_once()
    {
        var refused = DeliveryAnswer.TryLater(DeliveryFault.TlsRefused, "no TLS");
        var away = DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no answer");
        Enumerable.Range(0, 4).ToList().ForEach(_ => _transport.Then(refused).Then(away));
        await using var host = new TrackingHost(
            _transport,
            options => options.Delivery.MaxRetryDelay = TimeSpan.FromSeconds(10)
        );

        await host.Tracker.TrackAsync(Some.Activity());
        for (var wait = 0; wait < 8; wait++)
        {
            await host.Time.PassWaitAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        }
        await host.FlushAsync();

        Assert.HasCount(2, host.Logs.Where(log => log.Level == LogLevel.Warning));
    }
}
