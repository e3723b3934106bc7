using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Logging.Testing;

namespace Blueshift.Tracking.Tests.Dispatch;

/// <summary>What an operator reads first.</summary>
[TestClass]
public sealed class StartupLineTests
{
    [TestMethod]
    public void It_says_when_the_endpoint_last_took_an_activity_whatever_the_clock_s_zone()
    {
        var logger = new FakeLogger();
        var acknowledged = new DateTimeOffset(2026, 11, 24, 1, 30, 0, TimeSpan.FromHours(2));

        new StartupLine(Some.Options(), new TrackingCondition(TimeProvider.System), logger).Write(
            Some.EmptyBuffer with
            {
                LastAcknowledged = acknowledged,
            }
        );

        Assert.Contains("last acknowledged 2026-11-23 23:30Z", logger.LatestRecord.Message);
    }
}
