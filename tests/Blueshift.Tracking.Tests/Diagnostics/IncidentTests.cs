using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Diagnostics;

[TestClass]
public sealed class IncidentTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Incident _incident;

    public IncidentTests() => _incident = new Incident(_time);

    [TestMethod]
    public void It_is_told_when_it_begins_every_fifteen_minutes_and_when_it_is_over_with_how_long_it_lasted()
    {
        Assert.IsFalse(_incident.IsOn);
        Assert.IsTrue(_incident.IsDue());
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.IsFalse(_incident.IsDue());
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.IsTrue(_incident.IsDue());
        Assert.IsTrue(_incident.IsOn);

        Assert.IsTrue(_incident.IsOver(out var lasted));
        Assert.AreEqual(TimeSpan.FromMinutes(15), lasted);
        Assert.IsFalse(_incident.IsOn);
        Assert.IsFalse(_incident.IsOver(out _), "It was over before.");
    }

    [TestMethod]
    public void The_next_one_is_told_at_once_and_measured_anew()
    {
        _incident.IsDue();
        _time.Advance(TimeSpan.FromMinutes(5));
        _incident.IsOver(out _);

        Assert.IsTrue(_incident.IsDue());
        _time.Advance(TimeSpan.FromSeconds(3));
        _incident.IsOver(out var lasted);
        Assert.AreEqual(TimeSpan.FromSeconds(3), lasted);
    }

    [TestMethod]
    public void One_that_comes_and_goes_is_told_no_more_often_than_one_that_stays()
    {
        Assert.IsTrue(_incident.IsDue());
        Assert.IsTrue(_incident.IsOver(out _, isCertain: false));

        Assert.IsFalse(_incident.IsDue());
        Assert.IsTrue(_incident.IsOn);
        Assert.IsFalse(_incident.IsOver(out _, isCertain: false), "Nobody was told that it was back.");

        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.IsTrue(_incident.IsDue());
    }

    [TestMethod]
    public void Each_thing_that_can_be_wrong_with_it_is_told()
    {
        Assert.IsTrue(_incident.IsDue("fault"));
        Assert.IsTrue(_incident.IsDue("hang"));
        Assert.IsFalse(_incident.IsDue("fault"));
    }
}
