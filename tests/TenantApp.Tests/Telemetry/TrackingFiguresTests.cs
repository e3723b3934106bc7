using System.Diagnostics.Metrics;
using TenantApp.Telemetry;

namespace TenantApp.Tests.Telemetry;

[TestClass]
public sealed class TrackingFiguresTests
{
    [TestMethod]
    public void What_the_library_counts_is_added_up_whatever_its_tags_and_what_waits_is_read_anew()
    {
        using var figures = new TrackingFigures();
        using var meter = new Meter("Blueshift.Tracking");
        var recorded = meter.CreateCounter<long>("blueshift.tracking.activities.recorded");
        var waiting = 3.0;
        meter.CreateObservableGauge("blueshift.tracking.activities.waiting", () => waiting);

        recorded.Add(1, KeyValuePair.Create<string, object?>("status", "addition"));
        recorded.Add(4, KeyValuePair.Create<string, object?>("status", "removal"));
        var before = figures.Read();
        waiting = 0;
        var after = figures.Read();

        Assert.AreEqual((5, 3), (before["recorded"], before["waiting"]));
        Assert.AreEqual(0, after["waiting"]);
        Assert.AreEqual(0, after["dropped"]);
    }

    [TestMethod]
    public void Other_meters_are_left_alone()
    {
        using var figures = new TrackingFigures();
        using var meter = new Meter("Somebody.Else");

        meter.CreateCounter<long>("blueshift.tracking.activities.refused").Add(7);

        Assert.AreEqual(0, figures.Read()["refused"]);
    }
}
