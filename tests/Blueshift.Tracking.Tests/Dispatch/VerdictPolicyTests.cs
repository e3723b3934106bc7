using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Dispatch;

[TestClass]
public sealed class VerdictPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void Accepted_and_duplicate_are_delivered()
    {
        Assert.AreEqual(Settlement.Delivered, Settle(new(VerdictStatus.Accepted, null, null)));
        Assert.AreEqual(Settlement.Delivered, Settle(new(VerdictStatus.Duplicate, null, null)));
    }

    [TestMethod]
    public void A_rejected_activity_is_a_dead_letter_with_its_reason() =>
        Assert.AreEqual(
            Settlement.DeadLetter("date-out-of-range"),
            Settle(new(VerdictStatus.Rejected, "date-out-of-range", null))
        );

    [TestMethod]
    public void A_suppressed_activity_is_erased() =>
        Assert.AreEqual(
            Settlement.Drop(DropReason.Suppressed),
            Settle(new(VerdictStatus.Rejected, "suppressed", null))
        );

    [TestMethod]
    public void An_unsupported_type_is_tried_again_daily() =>
        Assert.AreEqual(
            Settlement.Park(Now.AddDays(1), "unsupported-type"),
            Settle(new(VerdictStatus.Rejected, "unsupported-type", null))
        );

    [TestMethod]
    public void A_deferred_activity_is_released_up_to_a_minute_and_parked_beyond()
    {
        Assert.AreEqual(Settlement.ReleaseFor(TimeSpan.FromSeconds(60)), Settle(Deferred(null)));
        Assert.AreEqual(Settlement.ReleaseFor(TimeSpan.FromSeconds(60)), Settle(Deferred(60)));
        Assert.AreEqual(Settlement.ReleaseFor(TimeSpan.FromSeconds(1)), Settle(Deferred(0)));
        Assert.AreEqual(Settlement.Park(Now.AddSeconds(61), "deferred"), Settle(Deferred(61)));
        Assert.AreEqual(Settlement.Park(Now.AddDays(1), "deferred"), Settle(Deferred(int.MaxValue)));
    }

    private static Verdict Deferred(int? seconds) =>
        new(VerdictStatus.Deferred, null, seconds is { } value ? TimeSpan.FromSeconds(value) : null);

    private static Settlement Settle(Verdict verdict) => VerdictPolicy.Settle(verdict, Now);
}
