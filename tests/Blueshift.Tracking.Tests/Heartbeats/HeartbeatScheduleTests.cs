using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Heartbeats;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Heartbeats;

[TestClass]
public sealed class HeartbeatScheduleTests
{
    private static readonly HeartbeatNews Quiet = new(DeliveryState.Delivering, ConditionReason.None, 0, 0);

    private readonly FakeTimeProvider _time = new();

    [TestMethod]
    public void The_first_is_due_at_once() => Assert.IsTrue(Schedule().IsDue(Quiet));

    [TestMethod]
    [DataRow(0.0, 13.5)]
    [DataRow(0.5, 15.0)]
    [DataRow(1.0, 16.5)]
    public void The_next_is_due_after_the_interval_within_a_tenth_of_it(double random, double minutes)
    {
        var schedule = Schedule(random);
        schedule.Taken(nextIn: null, hasMore: false, Quiet);

        AssertDueAfter(schedule, TimeSpan.FromMinutes(minutes));
    }

    [TestMethod]
    public void What_the_endpoint_asked_for_stays_until_it_asks_for_something_else()
    {
        var schedule = Schedule();
        schedule.Taken(TimeSpan.FromHours(1), hasMore: false, Quiet);
        AssertDueAfter(schedule, TimeSpan.FromHours(1));

        schedule.Taken(nextIn: null, hasMore: false, Quiet);

        AssertDueAfter(schedule, TimeSpan.FromHours(1));
    }

    [TestMethod]
    public void A_change_is_due_at_once_until_the_endpoint_knows_it()
    {
        var schedule = Schedule();
        schedule.Taken(nextIn: null, hasMore: false, Quiet);

        Assert.IsFalse(schedule.IsDue(Quiet));
        Assert.IsTrue(schedule.IsDue(Quiet with { State = DeliveryState.Paused }));
        Assert.IsTrue(schedule.IsDue(Quiet with { Reason = ConditionReason.DeadLetters }));
        Assert.IsTrue(schedule.IsDue(Quiet with { Dropped = 1 }));
        Assert.IsTrue(schedule.IsDue(Quiet with { Forgotten = 1 }));
        schedule.Taken(nextIn: null, hasMore: false, Quiet with { Dropped = 1 });
        Assert.IsFalse(schedule.IsDue(Quiet with { Dropped = 1 }));
    }

    [TestMethod]
    public void What_had_no_place_follows_after_a_minute()
    {
        var schedule = Schedule();
        schedule.Taken(TimeSpan.FromHours(1), hasMore: true, Quiet);

        AssertDueAfter(schedule, TimeSpan.FromMinutes(1));
    }

    [TestMethod]
    public void After_a_failure_the_waits_double_to_the_interval_whatever_changes()
    {
        var schedule = Schedule();
        schedule.Taken(nextIn: null, hasMore: false, Quiet);
        foreach (var minutes in new[] { 1, 2, 4, 8, 15, 15 })
        {
            schedule.Failed();
            Assert.IsFalse(schedule.IsDue(Quiet with { Dropped = minutes }));
            AssertDueAfter(schedule, TimeSpan.FromMinutes(minutes));
        }
        schedule.Taken(nextIn: null, hasMore: false, Quiet);
        schedule.Failed();

        AssertDueAfter(schedule, TimeSpan.FromMinutes(1));
    }

    [TestMethod]
    public void An_endpoint_that_takes_none_is_asked_again_daily()
    {
        var schedule = Schedule();
        schedule.NotTaken();

        Assert.IsFalse(schedule.IsDue(Quiet with { Dropped = 1 }));
        AssertDueAfter(schedule, TimeSpan.FromDays(1));
    }

    [TestMethod]
    public void A_clock_that_is_set_does_not_move_what_is_due()
    {
        var clock = new SetClock();
        var schedule = new HeartbeatSchedule(TimeSpan.FromMinutes(15), () => 0.5, clock);
        schedule.Taken(nextIn: null, hasMore: false, Quiet);

        clock.Now += TimeSpan.FromDays(400);

        Assert.IsFalse(schedule.IsDue(Quiet));
    }

    private HeartbeatSchedule Schedule(double random = 0.5) => new(TimeSpan.FromMinutes(15), () => random, _time);

    private void AssertDueAfter(HeartbeatSchedule schedule, TimeSpan wait)
    {
        _time.Advance(wait - TimeSpan.FromSeconds(1));
        Assert.IsFalse(schedule.IsDue(Quiet));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsTrue(schedule.IsDue(Quiet));
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
