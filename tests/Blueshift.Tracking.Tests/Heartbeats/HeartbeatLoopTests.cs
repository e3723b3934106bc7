using System.Text.Json.Nodes;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Heartbeats;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Tests.Heartbeats;

[TestClass]
public sealed class HeartbeatLoopTests
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    private readonly ScriptedTransport _transport = new();
    private readonly ScriptedHeartbeats _heartbeats = new();
    private readonly ScriptedReports _reports = new();
    private readonly ScriptedErasure _erasure = new();
    private TrackingHost? _host;

    private DateTimeOffset Now => _host!.Time.GetUtcNow();

    [TestMethod]
    public async Task The_first_follows_the_first_answer_to_delivery_and_says_how_it_is()
    {
        _reports.Reports = [ScriptedReports.Report(new GivenUpRange(3, 4, GivenUpReason.Erased))];
        _heartbeats.Then(() => Taken());
        await using var host = Host();

        host.Lifetime.Start();

        var first = await _heartbeats.NextAsync();
        Assert.AreEqual("delivering", (string?)first["state"]);
        Assert.IsNull(first["reason"]);
        Assert.AreEqual("Erased", (string?)first["sources"]![0]!["givenUp"]![0]!["reason"]);
        await host.Time.PassWaitUnmovedAsync(Look, Look);
        Assert.AreSame(_reports.Reports, Assert.ContainsSingle(_reports.Told));
    }

    [TestMethod]
    public async Task While_nobody_answers_delivery_there_is_none()
    {
        var isThere = false;
        _transport.ConnectionTest = batch =>
            isThere ? ScriptedTransport.Accept(batch) : DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no answer");
        await using var host = Host();
        host.Lifetime.Start();
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.IsFalse(_heartbeats.HasSent);

        isThere = true;
        host.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.AreEqual("delivering", (string?)(await _heartbeats.NextAsync())["state"]);
    }

    [TestMethod]
    public async Task A_change_is_told_within_a_minute_and_while_nothing_changes_the_interval_is_kept()
    {
        _heartbeats.Then(() => Taken()).Then(() => Taken()).Then(() => Taken());
        _transport.Then(batch => ScriptedTransport.All(batch, new(VerdictStatus.Rejected, "invalid-field", null)));
        await using var host = Host();
        host.Lifetime.Start();
        await _heartbeats.NextAsync();
        await host.Time.PassWaitAsync(Look, Look);
        await host.Time.PassWaitUnmovedAsync(Look, Look);
        Assert.IsFalse(_heartbeats.HasSent);

        await host.Tracker.TrackAsync(Some.Activity());
        await host.FlushAsync();
        host.Time.Advance(Look);

        var told = await _heartbeats.NextAsync();
        Assert.AreEqual("dead-letters", (string?)told["reason"]);
        Assert.AreEqual(1, (int?)told["deadLetters"]);
        for (var looks = 0; looks < 27; looks++)
        {
            await host.Time.PassWaitUnmovedAsync(Look, Look);
            Assert.IsFalse(_heartbeats.HasSent, "13.5 minutes are the least.");
            host.Time.Advance(Look);
        }
        for (var looks = 0; !_heartbeats.HasSent && looks < 6; looks++)
        {
            await host.Time.PassWaitAsync(Look, Look);
        }
        await _heartbeats.NextAsync();
    }

    [TestMethod]
    public async Task A_pause_is_told_to_an_endpoint_that_still_takes_heartbeats()
    {
        _heartbeats.Then(() => Taken()).Then(() => Taken());
        _transport.Then(DeliveryAnswer.Pause(DeliveryFault.NotOurEndpoint, "HTTP 413 text/html"));
        await using var host = Host();
        host.Lifetime.Start();
        await _heartbeats.NextAsync();
        await host.Time.PassWaitUnmovedAsync(Look, Look);
        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(31), TimeSpan.FromMinutes(1));

        host.Time.Advance(Look);

        var told = await _heartbeats.NextAsync();
        Assert.AreEqual(("paused", "not-our-endpoint"), ((string?)told["state"], (string?)told["reason"]));
        Assert.AreEqual(1, (int?)told["waiting"]);
        Assert.IsNotNull(told["oldest"]);
    }

    [TestMethod]
    public async Task What_failed_is_not_noted_as_told_and_is_said_once_until_they_arrive_again()
    {
        _heartbeats.Then(ScriptedHeartbeats.Failed()).Then(ScriptedHeartbeats.Failed()).Then(() => Taken());
        await using var host = Host();
        host.Lifetime.Start();
        await _heartbeats.NextAsync();
        for (var looks = 0; looks < 20 && _reports.Told.Count == 0; looks++)
        {
            await host.Time.PassWaitAsync(Look, Look);
        }

        Assert.HasCount(1, _reports.Told);
        var failed = Assert.ContainsSingle(log => log.Id.Id == 1050, host.Logs);
        Assert.AreEqual(LogLevel.Warning, failed.Level);
        Assert.Contains("HTTP 500", failed.Message);
        Assert.ContainsSingle(log => log.Id.Id == 1051, host.Logs);
    }

    [TestMethod]
    public async Task An_endpoint_that_takes_none_is_said_once_and_delivery_goes_on()
    {
        _heartbeats.Then(ScriptedHeartbeats.NotTaken()).Then(ScriptedHeartbeats.NotTaken());
        await using var host = Host();
        host.Lifetime.Start();
        await _heartbeats.NextAsync();
        await host.Time.PassWaitUnmovedAsync(Look, Look);
        await host.Tracker.TrackAsync(Some.Activity());
        await host.FlushAsync();
        host.Time.Advance(TimeSpan.FromHours(27));
        await _heartbeats.NextAsync();
        await host.Time.PassWaitUnmovedAsync(Look, Look);

        Assert.ContainsSingle(log => log.Id.Id == 1052, host.Logs);
        Assert.DoesNotContain(log => log.Level >= LogLevel.Warning, host.Logs);
    }

    [TestMethod]
    public async Task Where_delivery_is_refused_too_a_404_is_no_older_endpoint_and_is_asked_again_soon()
    {
        _heartbeats.Then(ScriptedHeartbeats.NotTaken()).Then(() => Taken());
        _transport.ConnectionTest = _ => DeliveryAnswer.Pause(DeliveryFault.EndpointRefused, "HTTP 404");
        await using var host = Host();
        host.Lifetime.Start();
        await _heartbeats.NextAsync();

        await NextAsync(host);

        Assert.DoesNotContain(log => log.Id.Id == 1052, host.Logs);
        Assert.ContainsSingle(log => log.Id.Id == 1050, host.Logs);
    }

    [TestMethod]
    public async Task Whom_the_endpoint_asks_to_forget_is_erased_and_confirmed_until_the_endpoint_has_it()
    {
        ReadOnlyMemory<byte> subject = Enumerable.Range(0, 16).Select(value => (byte)value).ToArray();
        _heartbeats
            .Then(() => ScriptedHeartbeats.Taken(Now, subject))
            .Then(ScriptedHeartbeats.Failed())
            .Then(() => Taken())
            .Then(() => Taken());
        await using var host = Host();
        host.Lifetime.Start();

        IReadOnlyList<int> confirmed =
        [
            Forgotten(await _heartbeats.NextAsync()),
            Forgotten(await NextAsync(host)),
            Forgotten(await NextAsync(host)),
            Forgotten(await NextAsync(host)),
        ];

        Assert.AreSequenceEqual([0, 1, 1, 0], confirmed);
        Assert.IsTrue(subject.Span.SequenceEqual(Assert.ContainsSingle(Assert.ContainsSingle(_erasure.Erased)).Span));
        Assert.ContainsSingle(log => log.Id.Id == 1054, host.Logs);
    }

    [TestMethod]
    public async Task An_erasure_that_did_not_come_to_its_end_is_not_confirmed()
    {
        _erasure.Findings = new PersonFindings { Unreached = 2 };
        _heartbeats.Then(() => ScriptedHeartbeats.Taken(Now, new byte[16])).Then(() => Taken());
        await using var host = Host();
        host.Lifetime.Start();
        await _heartbeats.NextAsync();

        Assert.AreEqual(0, Forgotten(await NextAsync(host)));
        Assert.Contains("2 sub-folders", Assert.ContainsSingle(log => log.Id.Id == 1055, host.Logs).Message);
    }

    [TestMethod]
    [DataRow(301, true)]
    [DataRow(299, false)]
    [DataRow(-299, false)]
    [DataRow(-301, true)]
    public async Task A_clock_more_than_five_minutes_away_is_said_and_told(int seconds, bool isSkewed)
    {
        await using var host = Host();
        var ahead = TimeSpan.FromSeconds(seconds);
        _heartbeats
            .Then(() => ScriptedHeartbeats.Taken(host.Time.GetUtcNow() - ahead))
            .Then(() => ScriptedHeartbeats.Taken(host.Time.GetUtcNow()))
            .Then(() => ScriptedHeartbeats.Taken(host.Time.GetUtcNow()));
        host.Lifetime.Start();
        await _heartbeats.NextAsync();

        var second = await NextAsync(host);
        await NextAsync(host);

        Assert.AreEqual(isSkewed ? "clock-skew" : null, (string?)second["reason"]);
        Assert.AreEqual(isSkewed, host.Logs.Any(log => log.Id.Id == 1056 && log.Message.Contains($"{seconds} s")));
        Assert.AreEqual(isSkewed, host.Logs.Any(log => log.Id.Id == 1057));
    }

    [TestMethod]
    public async Task A_wish_for_everybody_goes_to_whoever_knows_them()
    {
        var resync = new CountingResync();
        _heartbeats.Then(() => ScriptedHeartbeats.Taken(Now, resync: true));
        await using var host = Host(services => services.AddSingleton<IResync>(resync));
        host.Lifetime.Start();
        await _heartbeats.NextAsync();
        await host.Time.PassWaitUnmovedAsync(Look, Look);

        Assert.AreEqual(1, resync.Count);
        Assert.ContainsSingle(log => log.Id.Id == 1058, host.Logs);
    }

    [TestMethod]
    public async Task A_fault_of_ours_ends_neither_heartbeats_nor_delivery()
    {
        _heartbeats.Then(() => throw new InvalidOperationException("canary@customer.example")).Then(() => Taken());
        await using var host = Host();
        host.Lifetime.Start();
        await _heartbeats.NextAsync();
        await NextAsync(host);
        await host.Tracker.TrackAsync(Some.Activity());
        await host.FlushAsync();

        var fault = Assert.ContainsSingle(log => log.Id.Id == 1053, host.Logs);
        Assert.DoesNotContain("canary", fault.Message);
    }

    [TestMethod]
    public async Task The_last_one_says_that_the_host_stops()
    {
        _heartbeats.Then(() => Taken()).Then(() => Taken());
        await using var host = Host(shutdownSeconds: 5);
        host.Lifetime.Start();
        await _heartbeats.NextAsync();
        await host.Time.PassWaitUnmovedAsync(Look, Look);

        await host.Lifetime.StopAsync(CancellationToken.None);

        Assert.AreEqual("stopping", (string?)(await _heartbeats.NextAsync())["state"]);
    }

    [TestMethod]
    public async Task The_last_one_takes_no_longer_than_what_the_stop_may_take()
    {
        _heartbeats.Then(() => Taken());
        await using var host = Host(shutdownSeconds: 5);
        host.Lifetime.Start();
        await _heartbeats.NextAsync();
        await host.Time.PassWaitUnmovedAsync(Look, Look);

        var stop = host.Lifetime.StopAsync(CancellationToken.None);
        await _heartbeats.NextAsync();
        Assert.IsFalse(stop.IsCompleted);
        host.Time.Advance(TimeSpan.FromSeconds(5));

        await stop;
    }

    [TestMethod]
    public async Task There_is_no_last_one_for_an_endpoint_that_is_away()
    {
        _heartbeats.Then(() => Taken());
        _transport.Then(DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no answer"));
        await using var host = Host(shutdownSeconds: 5);
        host.Lifetime.Start();
        await _heartbeats.NextAsync();
        await host.Tracker.TrackAsync(Some.Activity());
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        // Time stands still: only a stop that waits for nothing can end.
        await host.Lifetime.StopAsync(CancellationToken.None);

        Assert.IsFalse(_heartbeats.HasSent);
    }

    private static HeartbeatReply Taken() =>
        ScriptedHeartbeats.Taken(new DateTimeOffset(2026, 11, 24, 8, 0, 0, default));

    private static int Forgotten(JsonObject heartbeat) => heartbeat["forgotten"]!.AsArray().Count;

    /// <summary>Lets the loop look until it sends one more.</summary>
    private async Task<JsonObject> NextAsync(TrackingHost host)
    {
        for (var looks = 0; looks < 40 && !_heartbeats.HasSent; looks++)
        {
            await host.Time.PassWaitAsync(Look, Look);
        }
        return await _heartbeats.NextAsync();
    }

    private TrackingHost Host(Action<IServiceCollection>? configureServices = null, int shutdownSeconds = 0) =>
        _host = new TrackingHost(
            _transport,
            options => options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(shutdownSeconds),
            services =>
            {
                services.AddSingleton<IHeartbeatTransport>(_heartbeats);
                services.AddSingleton<IBufferReports>(_reports);
                services.AddSingleton<ISubjectErasure>(_erasure);
                configureServices?.Invoke(services);
            }
        );

    private sealed class CountingResync : IResync
    {
        public int Count { get; private set; }

        public void Request() => Count++;
    }
}
