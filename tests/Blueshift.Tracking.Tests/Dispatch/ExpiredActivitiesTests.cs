using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Blueshift.Tracking.Tests.Dispatch;

/// <summary>Activities that were given up before anybody could send them.</summary>
[TestClass]
public sealed class ExpiredActivitiesTests
{
    [TestMethod]
    public async Task What_expired_while_the_endpoint_was_away_is_told_and_nobody_waits_for_it()
    {
        var isAway = true;
        var transport = new ScriptedTransport
        {
            ConnectionTest = batch =>
                isAway ? DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "away") : ScriptedTransport.Accept(batch),
        };
        // The journal, on a disk in memory: the plainest buffer lets nothing expire.
        await using var host = new TrackingHost(
            transport,
            options => options.Buffer.MaxAge = TimeSpan.FromHours(1),
            services => services.RemoveAll<IActivityBuffer>()
        );
        await host.Tracker.TrackAsync([Some.Activity("user-1"), Some.Activity("user-2")]);
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        isAway = false;
        host.Time.Advance(TimeSpan.FromHours(2));
        await host.FlushAsync();

        Assert.AreEqual((0, 2), (host.State.Waiting, host.State.Dropped));
        Assert.Contains("Expired", Assert.ContainsSingle(log => log.Id.Id == 1026, host.Logs).Message);
    }
}
