using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

[TestClass]
public sealed class JournalReporterTests
{
    private readonly FakeLogger _logger = new();
    private readonly FakeTimeProvider _time = new();
    private readonly JournalReporter _reporter;

    public JournalReporterTests() => _reporter = new JournalReporter(new TrackingMeter(factory: null), _logger, _time);

    [TestMethod]
    public void An_unexpected_fault_is_told_by_its_type_and_once_in_fifteen_minutes()
    {
        _reporter.Unexpected(new InvalidOperationException("canary"));
        _reporter.Unexpected(new InvalidOperationException("canary"));
        var told = _logger.Collector.GetSnapshot();
        _time.Advance(TimeSpan.FromMinutes(15));
        _reporter.Unexpected(new InvalidOperationException("canary"));

        Assert.Contains("System.InvalidOperationException", Assert.ContainsSingle(told).Message);
        Assert.DoesNotContain("canary", told[0].Message);
        Assert.AreEqual(2, _logger.Collector.Count);
    }

    [TestMethod]
    public void A_disk_that_hangs_again_is_told_once_in_fifteen_minutes_and_is_faulty_each_time()
    {
        _reporter.StorageHangs(RefusalReason.StorageTimeout);
        _reporter.StorageHangs(RefusalReason.StorageTimeout);

        Assert.AreEqual(1, _logger.Collector.Count);
        Assert.IsTrue(_reporter.IsFaulty);
    }
}
