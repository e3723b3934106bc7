using Blueshift.Tracking.Dispatch;

namespace Blueshift.Tracking.Tests.Dispatch;

[TestClass]
public sealed class DeliveryScheduleTests
{
    private static readonly TimeSpan Cap = TimeSpan.FromMinutes(5);

    [TestMethod]
    [DataRow(0, 1.0, 2.0)]
    [DataRow(1, 2.0, 4.0)]
    [DataRow(5, 32.0, 64.0)]
    [DataRow(7, 128.0, 256.0)]
    [DataRow(8, 150.0, 300.0)]
    [DataRow(1000, 150.0, 300.0)]
    public void Waits_double_from_two_seconds_to_the_cap_and_are_drawn_between_half_and_whole(
        int waitsBefore,
        double half,
        double whole
    )
    {
        Assert.AreEqual(half, After(waitsBefore, random: 0, schedule => schedule.Retry(null)).TotalSeconds);
        Assert.AreEqual(whole, After(waitsBefore, random: 1, schedule => schedule.Retry(null)).TotalSeconds);
    }

    [TestMethod]
    [DataRow(0, 0.5, 1.0)]
    [DataRow(3, 4.0, 8.0)]
    [DataRow(20, 30.0, 60.0)]
    public void A_pause_lasts_one_to_sixty_minutes(int waitsBefore, double half, double whole)
    {
        Assert.AreEqual(half, After(waitsBefore, random: 0, schedule => schedule.Pause()).TotalMinutes);
        Assert.AreEqual(whole, After(waitsBefore, random: 1, schedule => schedule.Pause()).TotalMinutes);
    }

    [TestMethod]
    public void An_instance_that_was_ended_asks_once_a_day()
    {
        Assert.AreEqual(21.6, After(0, random: 0, schedule => schedule.Retired()).TotalHours);
        Assert.AreEqual(26.4, After(1000, random: 1, schedule => schedule.Retired()).TotalHours);
    }

    [TestMethod]
    [DataRow(-5, 1)]
    [DataRow(0, 1)]
    [DataRow(17, 17)]
    [DataRow(7200, 3600)]
    public void What_the_endpoint_asks_for_is_kept_within_a_second_and_an_hour(int asked, int waited)
    {
        var schedule = new DeliverySchedule(Cap, () => 0.5);

        Assert.AreEqual(waited, schedule.Retry(TimeSpan.FromSeconds(asked)).TotalSeconds);
        Assert.AreEqual(waited, DeliverySchedule.HoldBack(TimeSpan.FromSeconds(asked)).TotalSeconds);
    }

    [TestMethod]
    public void Each_kind_of_wait_counts_by_itself_and_an_answer_begins_both_anew()
    {
        var schedule = new DeliverySchedule(Cap, () => 1);
        Enumerable.Range(0, 8).ToList().ForEach(_ => schedule.Retry(null));

        Assert.AreEqual(1, schedule.Pause().TotalMinutes, "the first pause after an outage");
        Assert.AreEqual(2, schedule.Pause().TotalMinutes);
        Assert.AreEqual(2, schedule.Retry(null).TotalSeconds, "the first retry after a pause");
        schedule.Answered();
        Assert.AreEqual(2, schedule.Retry(null).TotalSeconds, "the first retry after an answer");
    }

    [TestMethod]
    public void Another_that_fails_at_the_same_time_waits_as_long_and_counts_for_nothing()
    {
        var schedule = new DeliverySchedule(Cap, () => 1);

        Assert.AreEqual(
            (2, 2),
            (schedule.Retry(null).TotalSeconds, schedule.Retry(null, isFurther: true).TotalSeconds)
        );
        Assert.AreEqual(4, schedule.Retry(null).TotalSeconds);
        Assert.AreEqual((1, 1), (schedule.Pause().TotalMinutes, schedule.Pause(isFurther: true).TotalMinutes));
        Assert.AreEqual(2, schedule.Pause().TotalMinutes);
    }

    [TestMethod]
    public void Another_that_fails_otherwise_at_the_same_time_does_not_end_the_back_off()
    {
        var schedule = new DeliverySchedule(Cap, () => 1);
        schedule.Pause();

        schedule.Retry(null, isFurther: true);

        Assert.IsTrue(schedule.IsBackingOff);
        Assert.AreEqual(2, schedule.Pause().TotalMinutes);
        schedule.Retry(null);
        schedule.Pause(isFurther: true);
        Assert.IsTrue(schedule.IsBackingOff);
        Assert.AreEqual(4, schedule.Retry(null).TotalSeconds);
    }

    private static TimeSpan After(int waits, double random, Func<DeliverySchedule, TimeSpan> wait)
    {
        var schedule = new DeliverySchedule(Cap, () => random);
        for (var before = 0; before < waits; before++)
        {
            wait(schedule);
        }
        return wait(schedule);
    }
}
