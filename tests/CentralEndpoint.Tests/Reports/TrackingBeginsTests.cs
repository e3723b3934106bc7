using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>What was before an instance reported, or before the months that are asked for.</summary>
[TestClass]
public sealed class TrackingBeginsTests
{
    [TestMethod]
    public async Task Who_was_there_before_the_first_month_is_in_the_cohort_before_tracking_and_who_came_then_in_none()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        var longAgo = The.Now.AddYears(-3);
        var there = sender.Activity(1, "addition", longAgo);
        there["origin"] = "baseline";
        await sender.PostAsync(there, sender.Activity(2, "addition", longAgo));

        var cohorts = (await host.ReportAsync("cohorts"))["total"]!.AsArray();

        var before = cohorts[0]!;
        Assert.IsNull(before["month"]);
        Assert.AreEqual(1, before.Number("users"));
        Assert.HasCount(24, before["cells"]!.AsArray());
        Assert.IsTrue(before["cells"]!.AsArray().All(static cell => cell!.Number("active") == 1));
        Assert.AreEqual(0, cohorts.Skip(1).Sum(static cohort => cohort!.Number("users")));
    }

    [TestMethod]
    public async Task A_month_that_was_over_before_the_instance_was_added_is_not_restated()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(sender.Activity(1, "addition", The.Now.AddDays(-70)));

        var october = Assert.ContainsSingle(
            (await host.ReportAsync("restatement?from=2026-10-01&to=2026-11-01")).Row()["periods"]!.AsArray()
        )!;
        Assert.AreEqual(
            ((long?)1, (long?)0, (long?)0),
            (october.Number("now"), october.Number("late"), october.Number("difference"))
        );
        Assert.IsNull(october["atClose"]);

        // November is closed on 6 December, and what comes after that is late.
        host.Clock.Advance(TimeSpan.FromDays(20));
        await sender.PostAsync(sender.Activity(2, "addition", The.Now));
        var november = (await host.ReportAsync("restatement?from=2026-11-01&to=2026-12-01")).Row()["periods"]![0]!;

        Assert.AreEqual(
            ((long?)1, (long?)2, (long?)1),
            (november.Number("atClose"), november.Number("now"), november.Number("late"))
        );
    }
}
