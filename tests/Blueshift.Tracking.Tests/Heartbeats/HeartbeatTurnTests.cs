using System.Text.Json.Nodes;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Health;
using Blueshift.Tracking.Heartbeats;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Tests.Heartbeats;

/// <summary>Processes that share a buffer, of which one sends heartbeats: what each does when it has the turn and when it has not.</summary>
[TestClass]
public sealed class HeartbeatTurnTests
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);
    private static readonly HeartbeatTurn Ours = new(IsOurs: true, Ahead: null);
    private static readonly HeartbeatTurn Anothers = new(IsOurs: false, Ahead: null);

    private readonly ScriptedTransport _transport = new();
    private readonly ScriptedHeartbeats _heartbeats = new();
    private readonly ScriptedTurn _turn = new();

    [TestMethod]
    public async Task Who_has_not_the_turn_sends_none_is_well_and_begins_as_soon_as_it_has_it()
    {
        _turn.Turn = Anothers;
        await using var host = Host();
        host.Lifetime.Start();
        await PassLooksAsync(host, 3);
        await host.Time.PassWaitUnmovedAsync(Look, Look);

        Assert.IsFalse(_heartbeats.HasSent);
        Assert.IsGreaterThanOrEqualTo(3, _turn.Asked);
        var health = host.Get<TrackingHealth>().Read();
        Assert.AreEqual((Severity.Ok, ConditionReason.None), (health.Severity, health.Reason));
        _turn.Turn = Ours;
        host.Time.Advance(Look);

        Assert.AreEqual("delivering", (string?)(await _heartbeats.NextAsync())["state"]);
    }

    [TestMethod]
    public async Task Who_has_it_again_begins_anew_though_nothing_changed_here_meanwhile()
    {
        _heartbeats.Then(() => Taken()).Then(() => Taken());
        await using var host = Host();
        host.Lifetime.Start();
        await _heartbeats.NextAsync();
        _turn.Turn = Anothers;
        await PassLooksAsync(host, 2);
        _turn.Turn = Ours;

        await NextAsync(host, looks: 2);
    }

    [TestMethod]
    public async Task What_the_endpoint_did_not_take_is_anothers_to_try_and_the_turn_is_not_asked_for_meanwhile()
    {
        _heartbeats.Then(ScriptedHeartbeats.Failed());
        await using var host = Host();
        host.Lifetime.Start();
        await _heartbeats.NextAsync();
        await host.Time.PassWaitAsync(Look, Look);
        await host.Time.PassWaitUnmovedAsync(Look, Look);

        Assert.AreEqual((1, 1), (_turn.PassedOn, _turn.Asked));
        _turn.Turn = Anothers;
        host.Time.Advance(Look);
        await PassLooksAsync(host, 3);

        Assert.Contains(
            "of this one's 1 had failed within",
            Assert.ContainsSingle(log => log.Id.Id == 1059, host.Logs).Message
        );
        Assert.IsFalse(_heartbeats.HasSent);
    }

    [TestMethod]
    [DataRow(301, true)]
    [DataRow(299, false)]
    public async Task Who_has_not_the_turn_learns_of_its_clock_from_who_has(int seconds, bool isSkewed)
    {
        _turn.Turn = new HeartbeatTurn(IsOurs: false, TimeSpan.FromSeconds(seconds));
        await using var host = Host();
        host.Lifetime.Start();
        await PassLooksAsync(host, 1);
        await host.Time.PassWaitUnmovedAsync(Look, Look);

        Assert.AreEqual(
            isSkewed ? ConditionReason.ClockSkew : ConditionReason.None,
            host.Get<TrackingHealth>().Read().Reason
        );
        Assert.AreEqual(isSkewed, host.Logs.Any(log => log.Id.Id == 1056));
    }

    [TestMethod]
    public async Task Who_has_the_turn_passes_on_what_the_endpoints_clock_says()
    {
        await using var host = Host();
        _heartbeats.Then(() => ScriptedHeartbeats.Taken(host.Time.GetUtcNow() - TimeSpan.FromSeconds(40)));
        host.Lifetime.Start();
        await _heartbeats.NextAsync();
        await host.Time.PassWaitUnmovedAsync(Look, Look);

        Assert.AreEqual(TimeSpan.FromSeconds(40), Assert.ContainsSingle(_turn.Clocks));
    }

    [TestMethod]
    public async Task What_was_refused_here_is_told_by_who_has_not_the_turn_too_once()
    {
        _turn.Turn = Anothers;
        _heartbeats.Then(() => Taken()).Then(() => Taken());
        await using var host = Host();
        host.Lifetime.Start();
        await host.Time.PassWaitUnmovedAsync(Look, Look);
        host.Get<TrackingCondition>().Refused(RefusalReason.StorageFault, 3);
        host.Time.Advance(Look);

        var told = await NextAsync(host, looks: 3);
        Assert.AreEqual(3, (int?)told["refused"]!["StorageFault"]);
        host.Get<TrackingCondition>().Refused(RefusalReason.StorageFault, 1);
        for (var looks = 0; looks < 28; looks++)
        {
            await host.Time.PassWaitUnmovedAsync(Look, Look);
            Assert.IsFalse(_heartbeats.HasSent, "No more often than heartbeats are.");
            host.Time.Advance(Look);
        }

        var again = await NextAsync(host, looks: 4);
        Assert.AreEqual(4, (int?)again["refused"]!["StorageFault"]);
        await PassLooksAsync(host, 40);
        Assert.IsFalse(_heartbeats.HasSent, "It is told, and nothing came since.");
    }

    [TestMethod]
    public async Task One_of_several_stops_without_a_word()
    {
        _heartbeats.Then(() => Taken());
        await using var host = Host();
        host.Lifetime.Start();
        await _heartbeats.NextAsync();
        await host.Time.PassWaitUnmovedAsync(Look, Look);

        // Time stands still: a stop that sent something would not end.
        await host.Lifetime.StopAsync(CancellationToken.None);

        Assert.IsTrue(_turn.HasLeft);
        Assert.IsFalse(_heartbeats.HasSent);
    }

    [TestMethod]
    public async Task The_last_of_several_says_that_it_stops_though_it_never_had_the_turn()
    {
        _turn.Turn = Anothers;
        _turn.IsLast = true;
        _heartbeats.Then(() => Taken());
        await using var host = Host();
        host.Lifetime.Start();
        await host.Time.PassWaitUnmovedAsync(Look, Look);

        await host.Lifetime.StopAsync(CancellationToken.None);

        Assert.AreEqual("stopping", (string?)(await _heartbeats.NextAsync())["state"]);
    }

    [TestMethod]
    public async Task The_turn_is_given_back_also_when_the_endpoint_is_away()
    {
        _turn.IsLast = true;
        _transport.ConnectionTest = _ => DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no answer");
        await using var host = Host();
        host.Lifetime.Start();
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        await host.Lifetime.StopAsync(CancellationToken.None);

        Assert.IsTrue(_turn.HasLeft);
        Assert.IsFalse(_heartbeats.HasSent);
    }

    private static HeartbeatReply Taken() =>
        ScriptedHeartbeats.Taken(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    private static async Task PassLooksAsync(TrackingHost host, int count)
    {
        for (var looks = 0; looks < count; looks++)
        {
            await host.Time.PassWaitAsync(Look, Look);
        }
    }

    private async Task<JsonObject> NextAsync(TrackingHost host, int looks)
    {
        for (var passed = 0; passed < looks && !_heartbeats.HasSent; passed++)
        {
            await host.Time.PassWaitAsync(Look, Look);
        }
        return await _heartbeats.NextAsync();
    }

    private TrackingHost Host() =>
        new(
            _transport,
            options => options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(5),
            services =>
            {
                services.AddSingleton<IHeartbeatTransport>(_heartbeats);
                services.AddSingleton<IHeartbeatTurn>(_turn);
            }
        );
}
