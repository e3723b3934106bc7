using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Dispatch;

/// <summary>What is said of a delivery that does not go on.</summary>
[TestClass]
public sealed class DeliveryReporterTests
{
    private static readonly DeliveryAnswer Away = DeliveryAnswer.TryLater(DeliveryFault.Unreachable, "no answer");

    private readonly FakeLogger _logger = new();
    private readonly FakeTimeProvider _time = new();
    private readonly DeliveryReporter _reporter;

    public DeliveryReporterTests() =>
        _reporter = new DeliveryReporter(
            new TrackingMeter(factory: null),
            new TrackingCondition(_time),
            _logger,
            _time
        );

    [TestMethod]
    [DataRow(true, "nothing is lost. [")]
    [DataRow(false, "nothing is lost unless this process ends first. [")]
    public void What_is_promised_is_what_the_buffer_can_keep(bool isDurable, string promise)
    {
        _reporter.Answered(Away, State(isDurable: isDurable));

        Assert.Contains(promise, Told(1020));
    }

    [TestMethod]
    // A typical activity takes 512 bytes; one that is known to take more takes that. A sixteenth may be settled already.
    [DataRow(0, 0, "2000")]
    [DataRow(1, 64_000, "1875")]
    [DataRow(100, 464_000, "140")]
    public void The_room_that_is_left_is_told_in_activities_of_the_size_that_waits(int waiting, int bytes, string room)
    {
        _reporter.Answered(Away, State(waiting: waiting, bytes: bytes));

        Assert.Contains($"room for about {room} ", Told(1020));
    }

    [TestMethod]
    public void An_unexpected_fault_that_repeats_is_told_once_in_fifteen_minutes()
    {
        _reporter.Unexpected(new InvalidOperationException("canary"));
        _reporter.Unexpected(new InvalidOperationException("canary"));
        Assert.DoesNotContain("canary", _logger.Collector.GetSnapshot().Single().Message);

        _time.Advance(TimeSpan.FromMinutes(15));
        _reporter.Unexpected(new InvalidOperationException("canary"));

        Assert.AreEqual(2, _logger.Collector.Count);
    }

    [TestMethod]
    [DataRow(-6)]
    [DataRow(6)]
    public void How_long_a_fault_lasted_is_told_by_no_clock_that_can_be_set(int hours)
    {
        using var meter = new TrackingMeter(factory: null);
        var clock = new SetTimeProvider();
        var reporter = new DeliveryReporter(meter, new TrackingCondition(clock), _logger, clock);

        reporter.Answered(Away, State());
        clock.SetBy(TimeSpan.FromHours(hours));
        clock.Advance(TimeSpan.FromSeconds(90));
        reporter.Answered(DeliveryAnswer.Of([]), State());

        Assert.Contains("Delivery works again after 90 s", Told(1022));
    }

    [TestMethod]
    public void What_is_old_because_of_an_outage_is_told_only_if_it_stays_and_when_it_is_gone()
    {
        var old = State(waiting: 1) with { OldestWaiting = _time.GetUtcNow() };
        _time.Advance(TimeSpan.FromHours(2));
        _reporter.Answered(Away, old);
        _reporter.Answered(DeliveryAnswer.Of([]), old);
        Assert.DoesNotContain(log => log.Id.Id == 1027, _logger.Collector.GetSnapshot());

        _time.Advance(TimeSpan.FromMinutes(5));
        _reporter.Idle(old);
        Assert.Contains("has waited for 125 min; 1 waiting", Told(1027));

        _time.Advance(TimeSpan.FromMinutes(10));
        _reporter.Answered(DeliveryAnswer.Of([]), State());
        Assert.Contains("After 600 s no activity waits for long any more; 0 waiting", Told(1029));
    }

    [TestMethod]
    public void What_was_given_up_since_it_was_said_is_said_when_it_is_time_although_no_answer_comes()
    {
        var dropped = GivenUp.Nothing.Drop(DropReason.Expired, 2);
        _reporter.Answered(DeliveryAnswer.Of([]), State() with { GivenUp = dropped });
        dropped = dropped.Drop(DropReason.Expired, 5);
        _reporter.Answered(DeliveryAnswer.Of([]), State() with { GivenUp = dropped });
        Assert.Contains("2 activities were given up", Told(1026));

        _time.Advance(TimeSpan.FromMinutes(15));
        _reporter.Idle(State() with { GivenUp = dropped });

        Assert.ContainsSingle(log => log.Message.StartsWith("5 activities were"), _logger.Collector.GetSnapshot());
    }

    private string Told(int id) => _logger.Collector.GetSnapshot().Single(log => log.Id.Id == id).Message;

    private static BufferState State(bool isDurable = true, long waiting = 0, long bytes = 0) =>
        Some.EmptyBuffer with
        {
            IsDurable = isDurable,
            GivenUp = GivenUp.Nothing,
            Recorded = waiting,
            Waiting = waiting,
            Bytes = bytes,
            BytesLimit = 1_024_000,
            LastSequence = waiting,
        };
}
