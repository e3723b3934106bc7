using System.Xml.Linq;
using CentralEndpoint.Reports.Charts;
using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

[TestClass]
public sealed class OverviewPageTests
{
    [TestMethod]
    public async Task Without_instances_the_page_says_what_to_do()
    {
        await using var host = await CentralEndpointHost.StartAsync();

        var html = await PageAsync(host);

        Assert.Contains("No client instance yet", html);
        Assert.DoesNotContain("<table", html);
        Assert.DoesNotContain("<svg", html);
    }

    [TestMethod]
    public async Task The_page_has_figures_a_chart_with_its_table_and_no_person()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync(seats: 2);
        await sender.PostAsync(sender.Activity());

        var html = await PageAsync(host);

        Assert.Contains("<dt>Active users</dt>", html);
        Assert.Contains("50 %", html);
        Assert.Contains(
            "<title>Active users, and users who came and went, by month from Dec 24 to Nov 26</title>",
            html
        );
        Assert.Contains("<summary>The same as a table</summary>", html);
        Assert.Contains("1 of 1 instance does not report", html);
        Assert.Contains("How active is defined", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("style=", html);
        Assert.DoesNotContain("http", html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
        Assert.DoesNotContain("Amelia", html);
        Assert.DoesNotContain("customer.example", html);
    }

    [TestMethod]
    public void Bars_up_and_down_of_one_length_are_as_many_users()
    {
        var chart = XDocument.Parse(FlowChart.Draw([Month(1, 0, 40, 10, 30), Month(2, 30, 0, 0, 50)])).Root!;

        var bars = chart.Elements().Where(static one => one.Name.LocalName == "rect").ToList();

        Assert.AreSequenceEqual(
            ["bar new", "bar back", "bar gone", "bar gone"],
            bars.Select(static one => (string)one.Attribute("class")!)
        );
        var byUser = bars.Zip([40, 10, 30, 50], static (bar, users) => (double)bar.Attribute("height")! / users)
            .ToList();
        foreach (var one in byUser)
        {
            Assert.AreEqual(byUser[0], one, 0.01);
        }
        Assert.AreEqual("Feb 26: 50 removed", bars[3].Value);
    }

    [TestMethod]
    public void The_month_that_is_not_over_is_drawn_apart()
    {
        var chart = XDocument
            .Parse(FlowChart.Draw([Month(1, 0, 5, 0, 0), Month(2, 5, 1, 0, 0) with { Running = true }]))
            .Root!;

        var lines = chart.Elements().Where(static one => one.Name.LocalName == "polyline").ToList();

        Assert.AreSequenceEqual(
            ["active", "active running"],
            lines.Select(static one => (string)one.Attribute("class")!)
        );
        Assert.HasCount(2, ((string)lines[1].Attribute("points")!).Split(' '));
    }

    private static FlowPeriod Month(int number, long opening, long added, long back, long removed) =>
        new(new DateOnly(2026, number, 1), new DateOnly(2026, number + 1, 1))
        {
            Running = false,
            Opening = opening,
            Baseline = 0,
            New = added,
            Reactivated = back,
            Removed = removed,
        };

    private static Task<string> PageAsync(CentralEndpointHost host) =>
        host.Pages.GetStringAsync(new Uri("/", UriKind.Relative));
}
