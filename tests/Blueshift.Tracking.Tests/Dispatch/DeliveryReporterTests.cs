using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.Logging.Testing;

namespace Blueshift.Tracking.Tests.Dispatch;

[TestClass]
public sealed class DeliveryReporterTests
{
    private readonly SetTimeProvider _time = new();
    private readonly FakeLogger _logger = new();

    [TestMethod]
    [DataRow(-6)]
    [DataRow(6)]
    public void How_long_a_fault_lasted_is_told_by_no_clock_that_can_be_set(int hours)
    {
        using var meter = new TrackingMeter(factory: null);
        var reporter = new DeliveryReporter(meter, new TrackingCondition(_time), _logger, _time);
        var options = Some.Options();
        var state = new MemoryActivityBuffer(options, meter, _time).GetState();

        reporter.Answered(DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no answer"), [], state);
        _time.SetBy(TimeSpan.FromHours(hours));
        _time.Advance(TimeSpan.FromSeconds(90));
        reporter.Answered(DeliveryAnswer.Of([]), [], state);

        Assert.Contains(
            "Delivery works again after 90 s",
            Assert.ContainsSingle(_logger.Collector.GetSnapshot().Where(log => log.Id.Id == 1022)).Message
        );
    }
}
