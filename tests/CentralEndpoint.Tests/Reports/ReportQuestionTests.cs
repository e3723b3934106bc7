using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>What a report may be asked, and what is answered to what it may not.</summary>
[TestClass]
public sealed class ReportQuestionTests : EndpointTest
{
    [TestMethod]
    [DataRow("active-users?at=2026-11-24T12:00:00.001Z", "The value of at lies ahead.")]
    [DataRow("active-users?at=2026-11-25", "The value of at lies ahead.")]
    [DataRow("active-users?at=9999-12-31", "The value of at is not a date with time and zone, nor a day.")]
    [DataRow("active-users?knownAt=2026-11-24T11:59:00.001Z", "The value of knownAt is later than a minute ago.")]
    [DataRow("active-users?knownAt=2026-11-23", "The value of knownAt is not a date with time and zone.")]
    [DataRow("active-users?format=xml", "The value of format is neither json nor csv.")]
    [DataRow("flow?from=2026-11-24&to=2026-11-24", "There is no day between from and to.")]
    [DataRow("flow?from=1999-12-31", "The value of from is not a day from 2000-01-01 on.")]
    [DataRow("flow?to=9000-01-01", "The value of to is not a day from 2000-01-01 on.")]
    [DataRow("flow?from=tomorrow", "The value of from is not a day from 2000-01-01 on.")]
    [DataRow("flow?by=year", "The value of by is none of month, week and day.")]
    [DataRow("flow?by=day&from=2025-01-01&to=2026-02-06", "There are more than 400 periods between from and to.")]
    [DataRow("flow?knownAt=2026-11-24T12:00:00Z", "The value of knownAt is later than a minute ago.")]
    public async Task What_cannot_be_answered_is_400_and_says_why(string query, string expected)
    {
        await Host.AddSenderAsync();

        using var response = await Host.Pages.GetAsync(new Uri($"/reports/{query}", UriKind.Relative));

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.AreEqual("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.AreEqual(expected, (string?)problem["title"]);
        Assert.IsGreaterThan(10, ((string)problem["detail"]!).Length);
    }

    [TestMethod]
    [DataRow("active-users?at=2026-11-24T12:00:00Z")]
    [DataRow("active-users?at=2026-11-24")]
    [DataRow("active-users?knownAt=2026-11-24T11:59:00Z")]
    [DataRow("flow?by=day&from=2025-01-01&to=2026-02-05")]
    public async Task The_last_that_can_is(string query)
    {
        using var response = await Host.Pages.GetAsync(new Uri($"/reports/{query}", UriKind.Relative));

        Assert.AreEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [TestMethod]
    [DataRow("by=month&from=2026-09-15", "2026-09-15 2026-10-01 2026-11-01 2026-11-25")]
    [DataRow("by=week&from=2026-11-04&to=2026-11-17", "2026-11-04 2026-11-09 2026-11-16 2026-11-17")]
    [DataRow("by=day&from=2026-11-23", "2026-11-23 2026-11-24 2026-11-25")]
    [DataRow("by=day&from=2026-11-24&to=2026-11-30", "2026-11-24 2026-11-25")]
    [DataRow("by=month&from=2026-12-01&to=2026-12-30", "")]
    public async Task Periods_end_where_weeks_and_months_do_and_none_lies_ahead(string query, string edges)
    {
        var sender = await Host.AddSenderAsync();

        var json = await Host.Pages.GetStringAsync(
            new Uri($"/reports/flow?{query}&instance={sender.Instance}", UriKind.Relative)
        );

        var flow = JsonNode.Parse(json)!["instances"]!.AsArray().SingleOrDefault();
        var periods = flow?["periods"]!.AsArray() ?? [];
        var found = periods.Select(period => (string)period!["from"]!).Append((string?)periods.LastOrDefault()?["to"]);
        Assert.AreEqual(edges, string.Join(' ', found).Trim());
        foreach (var period in periods)
        {
            Assert.AreEqual((string)period!["to"]! == "2026-11-25", (bool)period["running"]!);
        }
    }

    [TestMethod]
    public async Task Without_dates_a_flow_is_of_24_months()
    {
        var sender = await Host.AddSenderAsync();

        var json = await Host.Pages.GetStringAsync(
            new Uri($"/reports/flow?instance={sender.Instance}", UriKind.Relative)
        );

        var periods = JsonNode.Parse(json)!["instances"]![0]!["periods"]!.AsArray();
        Assert.HasCount(24, periods);
        Assert.AreEqual("2024-12-01", (string?)periods[0]!["from"]);
    }
}
