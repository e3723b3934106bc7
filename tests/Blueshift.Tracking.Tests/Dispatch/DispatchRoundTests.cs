using Blueshift.Tracking.Dispatch;

namespace Blueshift.Tracking.Tests.Dispatch;

[TestClass]
public sealed class DispatchRoundTests
{
    private readonly DispatchRound shorter = new(TimeSpan.FromSeconds(10));
    private readonly DispatchRound longer = new(TimeSpan.FromSeconds(60));

    [TestMethod]
    public void Of_two_waits_the_longer_counts_and_none_at_all_is_the_shortest()
    {
        Assert.AreEqual(longer, shorter.Or(longer));
        Assert.AreEqual(longer, longer.Or(shorter));
        Assert.AreEqual(shorter, shorter.Or(DispatchRound.Done));
    }
}
