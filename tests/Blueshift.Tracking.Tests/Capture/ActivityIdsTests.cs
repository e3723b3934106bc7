using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Capture;

[TestClass]
public sealed class ActivityIdsTests
{
    private const int Many = 10_000;

    private readonly ObservedTimeProvider _time = new();
    private readonly ActivityIds _ids = new();

    [TestMethod]
    public void Each_is_a_version_7_of_the_right_variant_with_the_time_in_front()
    {
        var ids = Make(_ids);

        Assert.IsTrue(ids.All(id => id is { Version: 7, Variant: >= 8 and <= 11 }));
        var milliseconds = ids.Select(id => Convert.ToInt64(id.ToString("N")[..12], 16)).Distinct();
        Assert.AreEqual(_time.GetUtcNow().ToUnixTimeMilliseconds(), milliseconds.Single());
    }

    [TestMethod]
    public void None_is_made_twice_in_one_millisecond_by_one_or_by_two()
    {
        var ids = Make(_ids).Concat(Make(new ActivityIds()));

        Assert.HasCount(2 * Many, ids.Distinct());
    }

    [TestMethod]
    [DataRow(1001)]
    [DataRow(-1)]
    public void Random_bytes_drawn_at_another_time_are_not_used(int milliseconds)
    {
        _ids.Next(_time.GetUtcNow());

        Assert.IsTrue(_ids.HasDrawn(_time.GetUtcNow()));
        Assert.IsFalse(_ids.HasDrawn(_time.GetUtcNow().AddMilliseconds(milliseconds)));
    }

    private List<Guid> Make(ActivityIds ids) =>
        Enumerable.Range(0, Many).Select(_ => ids.Next(_time.GetUtcNow())).ToList();
}
