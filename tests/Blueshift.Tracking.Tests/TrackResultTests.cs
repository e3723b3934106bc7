using System.Runtime.CompilerServices;

namespace Blueshift.Tracking.Tests;

[TestClass]
public sealed class TrackResultTests
{
    [TestMethod]
    public void The_default_says_nothing_so_that_a_mock_may_return_it()
    {
        TrackResult result = default;

        Assert.AreEqual(TrackStatus.None, result.Status);
        Assert.IsFalse(result.IsRecorded);
        Assert.AreEqual(RefusalReason.None, result.RefusalReason);
        Assert.AreEqual(Guid.Empty, result.ActivityId);
        Assert.IsFalse(result.Adjusted);
    }

    [TestMethod]
    public void A_refusal_keeps_the_id_for_an_idempotent_retry()
    {
        var id = Guid.Parse("019ab3f2-7c41-7d0e-9b1a-5c2f8e4a6d10");

        var result = TrackResult.Refused(id, RefusalReason.DiskFull, adjusted: true);

        Assert.AreEqual(
            (TrackStatus.Refused, id, RefusalReason.DiskFull),
            (result.Status, result.ActivityId, result.RefusalReason)
        );
        Assert.IsTrue(result.Adjusted);
        Assert.IsFalse(result.IsRecorded);
    }

    [TestMethod]
    public void A_result_takes_20_bytes_because_a_bulk_call_answers_with_many() =>
        Assert.AreEqual(20, Unsafe.SizeOf<TrackResult>());
}
