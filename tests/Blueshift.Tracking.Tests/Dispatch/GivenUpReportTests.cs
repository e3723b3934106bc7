using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Dispatch;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Dispatch;

[TestClass]
public sealed class GivenUpReportTests
{
    private readonly FakeLogger _logger = new();
    private readonly FakeTimeProvider _time = new();
    private readonly GivenUpReport _report;

    public GivenUpReportTests() => _report = new GivenUpReport(_logger, _time);

    [TestMethod]
    public void Nothing_given_up_is_nothing_to_tell()
    {
        _report.Tell(GivenUp.Nothing);

        Assert.AreEqual(0, _logger.Collector.Count);
    }

    [TestMethod]
    public void What_is_given_up_is_told_with_its_reason()
    {
        _report.Tell(GivenUp.Nothing.DeadLettered("date-out-of-range").Drop(DropReason.Expired, 5));

        AssertTold(
            "1 activities became dead letters, the latest as date-out-of-range",
            "5 activities were given up after they were recorded, the latest as Expired"
        );
    }

    [TestMethod]
    public void What_comes_on_top_of_it_waits_for_its_time_and_is_told_once_with_the_latest_reason()
    {
        var before = GivenUp.Nothing.DeadLettered("date-out-of-range").Drop(DropReason.Expired, 5);
        _report.Tell(before);
        _logger.Collector.Clear();
        var after = before.DeadLettered("id-conflict").DeadLettered("too-large").Drop(DropReason.Damaged, 2);

        _report.Tell(after);
        Assert.AreEqual(0, _logger.Collector.Count);
        _time.Advance(TimeSpan.FromMinutes(15));
        _report.Tell(after);
        _time.Advance(TimeSpan.FromMinutes(15));
        _report.Tell(after);

        AssertTold(
            "2 activities became dead letters, the latest as too-large",
            "2 activities were given up after they were recorded, the latest as Damaged"
        );
    }

    private void AssertTold(params string[] beginnings)
    {
        var messages = _logger.Collector.GetSnapshot().Select(log => log.Message).ToArray();
        Assert.HasCount(beginnings.Length, messages);
        foreach (var (beginning, message) in beginnings.Zip(messages))
        {
            Assert.StartsWith(beginning, message);
        }
    }
}
