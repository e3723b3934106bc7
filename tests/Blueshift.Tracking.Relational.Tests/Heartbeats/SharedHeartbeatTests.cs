using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Health;
using Blueshift.Tracking.Relational.Tests.Support;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Blueshift.Tracking.Relational.Tests.Heartbeats;

/// <summary>Whole hosts over one outbox, and what the endpoint hears from them.</summary>
[TestClass]
public sealed class SharedHeartbeatTests
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Of_two_hosts_one_sends_and_when_it_stops_the_other_goes_on_with_no_word_of_a_stop_between(
        OutboxProvider provider
    )
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var (ofOne, ofTwo) = (new ScriptedHeartbeats(), new ScriptedHeartbeats());
        await using var one = Host(database, ofOne);
        await using var two = Host(database, ofTwo);
        ofOne.Then(() => ScriptedHeartbeats.Taken(one.Time.GetUtcNow(), resync: false));
        ofTwo.Then(() => ScriptedHeartbeats.Taken(two.Time.GetUtcNow(), resync: false));
        ofTwo.Then(() => ScriptedHeartbeats.Taken(two.Time.GetUtcNow(), resync: false));

        one.Get<ITrackingLifetime>().Start();
        var first = await ofOne.NextAsync();
        await one.Time.PassWaitUnmovedAsync(Look, Look);
        two.Get<ITrackingLifetime>().Start();
        await two.Time.PassWaitAsync(Look, Look);
        await two.Time.PassWaitUnmovedAsync(Look, Look);
        Assert.IsFalse(ofTwo.HasSent);
        Assert.AreEqual(Severity.Ok, two.Health.Severity);
        await one.Get<ITrackingLifetime>().StopAsync(CancellationToken.None);
        Assert.IsFalse(ofOne.HasSent, "Nothing has changed for the endpoint.");
        two.Time.Advance(Look);

        var next = await ofTwo.NextAsync();
        Assert.AreEqual((string?)first["sources"]![0]!["source"], (string?)next["sources"]![0]!["source"]);
        await two.Time.PassWaitUnmovedAsync(Look, Look);
        await two.Get<ITrackingLifetime>().StopAsync(CancellationToken.None);
        Assert.AreEqual("stopping", (string?)(await ofTwo.NextAsync())["state"]);
    }

    [TestMethod]
    public async Task With_the_database_away_heartbeats_go_on_and_say_so()
    {
        await using var database = await HostDatabase.CreateAsync(OutboxProvider.Sqlite);
        var failing = new FailingDataSource(database.Source);
        var heartbeats = new ScriptedHeartbeats();
        await using var host = Host(database, heartbeats, failing);
        for (var answers = 0; answers < 3; answers++)
        {
            heartbeats.Then(() => ScriptedHeartbeats.Taken(host.Time.GetUtcNow(), resync: false));
        }
        host.Get<ITrackingLifetime>().Start();
        await heartbeats.NextAsync();
        await host.Time.PassWaitUnmovedAsync(Look, Look);

        failing.IsDown = true;
        host.Time.Advance(Look);

        Assert.AreEqual("storage-fault", (string?)(await heartbeats.NextAsync())["reason"]);
        Assert.DoesNotContain(log => log.Message.Contains(FailingDataSource.Text, StringComparison.Ordinal), host.Logs);
    }

    private static OutboxHost Host(
        HostDatabase database,
        ScriptedHeartbeats heartbeats,
        FailingDataSource? source = null
    ) =>
        new(
            database,
            options => options.Delivery.ShutdownTimeout = TimeSpan.FromSeconds(5),
            builder => builder.Services.Replace(ServiceDescriptor.Singleton<IHeartbeatTransport>(heartbeats)),
            source
        );
}
