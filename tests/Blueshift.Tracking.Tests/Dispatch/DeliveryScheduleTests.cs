using Blueshift.Tracking.Dispatch;

namespace Blueshift.Tracking.Tests.Dispatch;

[TestClass]
public sealed class DeliveryScheduleTests
{
    private static readonly TimeSpan Cap = TimeSpan.FromMinutes(5);

    [TestMethod]
    public void A_round_that_asks_for_nothing_waits_for_nothing() =>
        Assert.IsNull(new DeliverySchedule(Cap, () => 0).Wait(DispatchRound.Done, 7));

    [TestMethod]
    [DataRow(0, 1.0, 2.0)]
    [DataRow(1, 2.0, 4.0)]
    [DataRow(5, 32.0, 64.0)]
    [DataRow(7, 128.0, 256.0)]
    [DataRow(8, 150.0, 300.0)]
    [DataRow(1000, 150.0, 300.0)]
    [DataRow(int.MaxValue, 150.0, 300.0)]
    public void Waits_double_from_two_seconds_to_the_cap_and_are_drawn_between_half_and_whole(
        int waitsBefore,
        double half,
        double whole
    )
    {
        var round = DispatchRound.TryLater(after: null);

        Assert.AreEqual(half, new DeliverySchedule(Cap, () => 0).Wait(round, waitsBefore)!.Value.TotalSeconds);
        Assert.AreEqual(whole, new DeliverySchedule(Cap, () => 1).Wait(round, waitsBefore)!.Value.TotalSeconds);
    }

    [TestMethod]
    [DataRow(0, 0.5, 1.0)]
    [DataRow(3, 4.0, 8.0)]
    [DataRow(20, 30.0, 60.0)]
    public void A_pause_lasts_one_to_sixty_minutes(int waitsBefore, double half, double whole)
    {
        Assert.AreEqual(
            half,
            new DeliverySchedule(Cap, () => 0).Wait(DispatchRound.Pause, waitsBefore)!.Value.TotalMinutes
        );
        Assert.AreEqual(
            whole,
            new DeliverySchedule(Cap, () => 1).Wait(DispatchRound.Pause, waitsBefore)!.Value.TotalMinutes
        );
    }

    [TestMethod]
    [DataRow(-5, 0)]
    [DataRow(0, 0)]
    [DataRow(17, 17)]
    [DataRow(7200, 3600)]
    public void Retry_After_is_kept_within_zero_and_an_hour(int asked, int waited) =>
        Assert.AreEqual(
            TimeSpan.FromSeconds(waited),
            new DeliverySchedule(Cap, () => 0.5).Wait(DispatchRound.TryLater(TimeSpan.FromSeconds(asked)), 3)
        );
}
