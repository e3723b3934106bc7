using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Tests.Dispatch;

[TestClass]
public sealed class DispatchLoopTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly DeliveryAnswer Unreachable = DeliveryAnswer.TryLater(
        DeliveryFault.Unreachable,
        "HTTP 503 with text/plain"
    );

    private readonly ScriptedTransport _transport = new();

    [TestMethod]
    public async Task Each_verdict_settles_its_own_activity()
    {
        _transport.Then(batch =>
            DeliveryAnswer.Of([
                new(VerdictStatus.Accepted, null, null),
                new(VerdictStatus.Duplicate, null, null),
                new(VerdictStatus.Rejected, "invalid-field", null),
                new(VerdictStatus.Rejected, "suppressed", null),
                new(VerdictStatus.Deferred, null, TimeSpan.FromHours(1)),
            ])
        );
        await using var host = new TrackingHost(_transport);
        using var delivered = host.Counter("activities.delivered");
        using var deadLettered = host.Counter("activities.dead_lettered");
        using var dropped = host.Counter("activities.dropped");

        await host.Tracker.TrackAsync(Enumerable.Range(0, 5).Select(number => Some.Activity($"user-{number}")));
        await host.FlushAsync();

        var state = host.State;
        Assert.AreEqual(
            (5, 2, 1, 1, 1),
            (state.Recorded, state.Delivered, state.DeadLetters, state.Dropped, state.Parked)
        );
        BufferIdentity.AssertHolds(state);
        Assert.AreEqual("invalid-field", deadLettered.GetMeasurementSnapshot().Single().Tags["reason"]);
        Assert.AreEqual("Suppressed", dropped.GetMeasurementSnapshot().Single().Tags["reason"]);
        string[] verdicts = ["accepted", "duplicate"];
        Assert.AreSequenceEqual(
            verdicts,
            delivered.GetMeasurementSnapshot().Select(one => (string)one.Tags["verdict"]!)
        );
        Assert.IsTrue(delivered.GetMeasurementSnapshot().All(one => one.Value == 1));
        Assert.ContainsSingle(log => log.Id.Id == 1023 && log.Message.Contains("invalid-field"), host.Logs);
    }

    [TestMethod]
    public async Task An_endpoint_that_is_away_gets_the_same_bytes_again_later_and_nothing_is_lost()
    {
        _transport.Then(Unreachable).Then(Unreachable);
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync(Some.Activity());
        var first = await _transport.NextAsync();
        await host.Time.PassWaitAsync(1 * Second, 2 * Second);
        var second = await _transport.NextAsync();
        await host.Time.PassWaitAsync(2 * Second, 4 * Second);
        await host.FlushAsync();

        Assert.AreEqual(first.Activities[0].Sequence, second.Activities[0].Sequence);
        Assert.AreEqual(first.Activities[0].Bytes, second.Activities[0].Bytes);
        Assert.AreEqual(1, host.State.Delivered);
    }

    [TestMethod]
    public async Task The_log_has_one_line_when_it_gets_worse_and_one_when_it_heals()
    {
        _transport.Then(Unreachable).Then(Unreachable);
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitAsync(1 * Second, 2 * Second);
        await host.Time.PassWaitAsync(2 * Second, 4 * Second);
        await host.FlushAsync();

        var worse = Assert.ContainsSingle(log => log.Id.Id == 1020, host.Logs);
        Assert.AreEqual(LogLevel.Warning, worse.Level);
        Assert.Contains("unreachable (HTTP 503 with text/plain). 1 waiting", worse.Message);
        Assert.EndsWith("[operating.md: unreachable]", worse.Message);
        var healed = Assert.ContainsSingle(log => log.Id.Id == 1022, host.Logs);
        Assert.AreEqual(LogLevel.Information, healed.Level);
        Assert.Contains(" s, the last of it unreachable; 0 waiting", healed.Message);
    }

    [TestMethod]
    public async Task A_long_outage_is_reminded_of_at_most_every_fifteen_minutes()
    {
        Enumerable.Range(0, 20).ToList().ForEach(_ => _transport.Then(Unreachable));
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync(Some.Activity());
        var began = host.Time.GetUtcNow();
        for (var wait = 0; wait < 20; wait++)
        {
            await host.Time.PassWaitAsync(1 * Second, 300 * Second);
        }
        await host.FlushAsync();

        var outage = host.Time.GetUtcNow() - began;
        Assert.IsGreaterThan(TimeSpan.FromMinutes(25), outage);
        Assert.IsInRange(2, 1 + (int)(outage / TimeSpan.FromMinutes(15)), host.Logs.Count(log => log.Id.Id == 1020));
    }

    [TestMethod]
    public async Task A_refused_credential_pauses_for_minutes_and_keeps_everything()
    {
        _transport.Then(
            DeliveryAnswer.Pause(DeliveryFault.CredentialRefused, "HTTP 401 with application/problem+json")
        );
        await using var host = new TrackingHost(
            _transport,
            options => options.Buffer.MaxBytes = BufferOptions.MinMaxBytes
        );

        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitAsync(31 * Second, 60 * Second);
        await host.FlushAsync();

        var log = Assert.ContainsSingle(one => one.Id.Id == 1021, host.Logs);
        Assert.Contains("pauses, for somebody has to mend this: credential-refused (HTTP 401", log.Message);
        Assert.Contains(
            "1 waiting, room for about 2046 more; nothing is lost unless this process ends first; the next try is 1 to 60",
            log.Message
        );
        Assert.EndsWith("[operating.md: credential-refused]", log.Message);
        Assert.AreEqual(1, host.State.Delivered);
    }

    [TestMethod]
    public async Task A_retired_instance_keeps_everything_says_so_and_asks_once_a_day()
    {
        _transport.Then(DeliveryAnswer.Retired("HTTP 410 with application/problem+json"));
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitAsync(TimeSpan.FromHours(21), TimeSpan.FromHours(27));
        await host.FlushAsync();

        var log = Assert.ContainsSingle(one => one.Id.Id == 1028, host.Logs);
        Assert.AreEqual(LogLevel.Warning, log.Level);
        Assert.Contains("ended this client instance (HTTP 410", log.Message);
        Assert.AreEqual(1, host.State.Delivered);
    }

    [TestMethod]
    public async Task A_deferred_activity_is_sent_again_after_the_time_that_was_asked()
    {
        _transport.Then(batch =>
            ScriptedTransport.All(batch, new(VerdictStatus.Deferred, null, TimeSpan.FromSeconds(17)))
        );
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitAsync(17 * Second, 17 * Second);
        await host.FlushAsync();

        Assert.AreEqual(1, host.State.Delivered);
    }

    [TestMethod]
    public async Task An_endpoint_that_defers_for_ever_is_not_silent()
    {
        Enumerable
            .Range(0, 40)
            .ToList()
            .ForEach(_ =>
                _transport.Then(batch =>
                    ScriptedTransport.All(batch, new(VerdictStatus.Deferred, null, TimeSpan.FromMinutes(1)))
                )
            );
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync(Some.Activity());
        for (var wait = 0; wait < 40; wait++)
        {
            await host.Time.PassWaitAsync(60 * Second, 60 * Second);
        }
        await host.FlushAsync();

        var told = host.Logs.Where(log => log.Id.Id == 1027).ToList();
        Assert.HasCount(2, told);
        Assert.Contains("the oldest activity has waited for 16 min; 1 waiting", told[0].Message);
    }

    [TestMethod]
    public async Task An_unexpected_fault_is_logged_without_its_message_and_does_not_end_the_loop()
    {
        _transport.Then(_ => throw new InvalidOperationException("canary@customer.example"));
        await using var host = new TrackingHost(_transport);

        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitAsync(1 * Second, 2 * Second);
        await host.FlushAsync();

        Assert.AreEqual(1, host.State.Delivered);
        var log = Assert.ContainsSingle(one => one.Id.Id == 1024, host.Logs);
        Assert.Contains("System.InvalidOperationException", log.Message);
        Assert.IsNull(log.Exception);
        Assert.DoesNotContain("canary", log.Message);
    }

    [TestMethod]
    public async Task The_first_activity_lingers_for_company()
    {
        await using var host = new TrackingHost(
            _transport,
            options => options.Delivery.Linger = TimeSpan.FromSeconds(40)
        );

        await host.Tracker.TrackAsync(Some.Activity("user-1"));
        await host.Tracker.TrackAsync(Some.Activity("user-2"));
        await host.Time.PassWaitAsync(40 * Second, 40 * Second);

        Assert.HasCount(2, (await _transport.NextAsync()).Activities);
    }

    [TestMethod]
    public async Task A_full_batch_does_not_linger()
    {
        await using var host = new TrackingHost(
            _transport,
            options =>
            {
                options.Delivery.Linger = TimeSpan.FromMinutes(1);
                options.Delivery.MaxBatchCount = 2;
            }
        );

        await host.Tracker.TrackAsync([Some.Activity("user-1"), Some.Activity("user-2")]);

        Assert.HasCount(2, (await _transport.NextAsync()).Activities);
    }
}
