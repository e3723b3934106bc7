using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Dispatch;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Dispatch;

[TestClass]
public sealed class GivenUpReportTests
{
    private readonly FakeLogger _logger = new();
    private readonly GivenUpReport _report;

    public GivenUpReportTests() => _report = new GivenUpReport(_logger, new FakeTimeProvider());

    [TestMethod]
    public void What_earlier_processes_left_behind_is_not_told_again()
    {
        // The connection test comes first and settles nothing.
        _report.Settled([], State(deadLetters: 3, dropped: 2));
        _report.Settled([Settlement.Delivered], State(deadLetters: 3, dropped: 2));

        Assert.AreEqual(0, _logger.Collector.Count);
    }

    [TestMethod]
    public void What_comes_on_top_of_it_is()
    {
        _report.Settled([], State(deadLetters: 3, dropped: 0));
        _report.Settled([Settlement.DeadLetter("date-out-of-range")], State(deadLetters: 4, dropped: 0));

        Assert.Contains(
            "1 activities became dead letters, the latest as date-out-of-range",
            _logger.LatestRecord.Message
        );
    }

    private static BufferState State(long deadLetters, long dropped) =>
        new()
        {
            Description = "journal",
            IsDurable = true,
            Recorded = 10,
            Delivered = 10 - deadLetters - dropped,
            Waiting = 0,
            Parked = 0,
            DeadLetters = deadLetters,
            Dropped = dropped,
            Bytes = 0,
            BytesLimit = 1,
            LastSequence = 10,
            SettledThrough = 10,
            OldestWaiting = null,
            LastAcknowledged = null,
        };
}
