using Demo.Panel.Counting;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.EndToEndTests.DemoPanel;

/// <summary>When the panel says that something is lost.</summary>
[TestClass]
public sealed class LossJudgeTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly LossJudge _judge;

    public LossJudgeTests() => _judge = new LossJudge(_clock);

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Nothing_missing_is_nothing_lost_whatever_runs(bool isEverythingCounted) =>
        Assert.AreEqual(0, _judge.Judge(0, isEverythingCounted));

    [TestMethod]
    public void What_is_missing_for_a_moment_is_being_counted()
    {
        Assert.IsNull(_judge.Judge(2, isEverythingCounted: true));
        _clock.Advance(TimeSpan.FromSeconds(44));
        Assert.IsNull(_judge.Judge(2, isEverythingCounted: true));
    }

    [TestMethod]
    public void What_stays_missing_while_everything_runs_is_lost()
    {
        _judge.Judge(2, isEverythingCounted: true);
        _clock.Advance(TimeSpan.FromSeconds(45));

        Assert.AreEqual(2, _judge.Judge(2, isEverythingCounted: true));
    }

    [TestMethod]
    public void Another_difference_is_counted_anew()
    {
        _judge.Judge(2, isEverythingCounted: true);
        _clock.Advance(TimeSpan.FromSeconds(45));

        Assert.IsNull(_judge.Judge(3, isEverythingCounted: true));
    }

    [TestMethod]
    public void While_something_is_off_nothing_is_called_lost_and_the_time_does_not_count()
    {
        _judge.Judge(2, isEverythingCounted: false);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.IsNull(_judge.Judge(2, isEverythingCounted: false));
        _clock.Advance(TimeSpan.FromSeconds(44));
        Assert.IsNull(_judge.Judge(2, isEverythingCounted: true));
    }
}
