using Blueshift.Tracking.Buffering.Journaling;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

[TestClass]
public sealed class SettledRangesTests
{
    [TestMethod]
    public void What_a_bookmark_says_is_settled_counts_also_without_a_range_above_it() =>
        Assert.AreEqual((3, 3), Of(new SettledRanges(3, [])));

    [TestMethod]
    public void Ranges_above_count_too() =>
        Assert.AreEqual((3, 5), Of(new SettledRanges(3, [new SequenceRange(6, 7)])));

    private static (long Through, long Count) Of(SettledRanges ranges) => (ranges.Through, ranges.Count);
}
