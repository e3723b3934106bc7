using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Instances;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Reports;

/// <summary>The overview as JSON and CSV. What it adds up is the flow, which is tried against a plain model.</summary>
[TestClass]
public sealed class OverviewTests
{
    private static readonly DateTimeOffset October = new(2026, 10, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset November = new(2026, 11, 5, 8, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public async Task It_adds_productive_instances_up_and_leaves_test_ones_out()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var first = await host.AddSenderAsync();
        var second = await host.AddSenderAsync();
        var test = await host.AddSenderAsync("test");
        await first.PostAsync(
            Activity(first, 1, "addition", October),
            Activity(first, 2, "addition", October),
            Activity(first, 2, "removal", November),
            Activity(first, 3, "addition", November)
        );
        await second.PostAsync(Activity(second, 1, "addition", November));
        await test.PostAsync(Activity(test, 1, "addition", November));

        var report = await ReportAsync(host, "?day=2026-11-23");

        Assert.AreEqual(
            (3, 2, 2, 1),
            (Number(report, "active"), Number(report, "activeBefore"), Number(report, "in"), Number(report, "out"))
        );
        Assert.AreEqual(2, Number(report, "instances"));
        Assert.IsTrue((bool)report["closes"]!);
        Assert.HasCount(24, report["months"]!.AsArray());
        var october = report["months"]![22]!;
        Assert.AreEqual(
            ("2026-10-01", 2, 0, 2),
            ((string?)october["from"], Number(october, "new"), Number(october, "removed"), Number(october, "closing"))
        );
        Assert.IsFalse((bool)october["running"]!);
        Assert.IsTrue((bool)report["months"]![23]!["running"]!);
    }

    [TestMethod]
    public async Task Rows_are_clients_or_instances_with_test_ones_apart()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var first = await host.AddSenderAsync(seats: 4);
        await host.AddSenderAsync("test");
        await first.PostAsync(Activity(first, 1, "addition", October));

        var row = (await ReportAsync(host, "?day=2026-11-23"))["rows"]![0]!;
        var rows = (await ReportAsync(host, "?day=2026-11-23&by=instance"))["rows"]!.AsArray();

        Assert.IsNull(row["instance"]);
        Assert.AreEqual((1, 4, 0), (Number(row, "active"), Number(row, "seats"), Number(row, "in")));
        Assert.AreSequenceEqual(
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1],
            row["trend"]!.AsArray().Select(static one => (int)one!)
        );
        Assert.AreSequenceEqual(["client-1", "client-2"], rows.Select(static one => (string)one!["instance"]!));
        Assert.AreSequenceEqual([false, true], rows.Select(static one => (bool)one!["isTest"]!));
    }

    [TestMethod]
    public async Task Zero_is_shown_of_an_instance_that_is_heard_from_alone()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var heard = await host.AddSenderAsync();
        await host.AddSenderAsync();
        await heard.BeatAsync(Beat.Of(heard.Instance));

        var report = await ReportAsync(host, "?by=instance");

        Assert.AreEqual(0, Number(report["rows"]![0]!, "active"));
        Assert.IsNull(report["rows"]![1]!["active"]);
        Assert.AreEqual(
            (1, 0, 1),
            (Number(report, "reporting"), Number(report, "stale"), Number(report, "neverReported"))
        );
    }

    [TestMethod]
    public async Task An_instance_that_was_retired_is_not_missed_but_its_users_still_count()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var ended = await host.AddSenderAsync();
        await host.AddSenderAsync();
        await ended.PostAsync(Activity(ended, 1, "addition", November));
        await host.Services.GetRequiredService<InstanceRegister>().RetireAsync(ended.Instance);

        var report = await ReportAsync(host, "?day=2026-11-23");

        Assert.AreEqual((1, 1), (Number(report, "active"), Number(report, "instances")));
        Assert.AreEqual((0, 1), (Number(report, "stale"), Number(report, "neverReported")));
    }

    [TestMethod]
    public async Task On_the_first_day_it_is_until_now_and_afterwards_the_last_complete_day()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.AddSenderAsync();
        var first = await ReportAsync(host, "");
        Assert.AreEqual(("2026-11-24", true), ((string?)first["day"], (bool)first["running"]!));

        host.Clock.Advance(TimeSpan.FromDays(1));

        var second = await ReportAsync(host, "");
        Assert.AreEqual(("2026-11-24", false), ((string?)second["day"], (bool)second["running"]!));
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.AreEqual("2026-11-25", (string?)(await ReportAsync(host, ""))["day"]);
    }

    [TestMethod]
    public async Task A_day_is_complete_when_it_is_over_in_the_zone_of_every_instance()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.AddSenderAsync(zone: "Pacific/Auckland");
        await host.AddSenderAsync(zone: "America/Los_Angeles");

        // Tuesday 12:00 in UTC is Wednesday 01:00 in Auckland; after 16 hours it is still Tuesday evening in Los Angeles.
        host.Clock.Advance(TimeSpan.FromHours(16));

        Assert.AreEqual("2026-11-24", (string?)(await ReportAsync(host, ""))["day"]);
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.AreEqual("2026-11-24", (string?)(await ReportAsync(host, ""))["day"]);
    }

    [TestMethod]
    [DataRow("?day=2026-11-26", "The value of day lies ahead.")]
    [DataRow("?day=2026-11-31", "The value of day is not a day from 2002-01-01 on.")]
    [DataRow("?day=1999-12-31", "The value of day is not a day from 2002-01-01 on.")]
    [DataRow("?by=person", "The value of by is neither client nor instance.")]
    public async Task What_cannot_be_answered_is_told(string query, string title)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.AddSenderAsync();

        using var response = await host.Pages.GetAsync(new Uri("/reports/overview" + query, UriKind.Relative));

        Assert.AreEqual(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.AreEqual(title, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["title"]);
    }

    [TestMethod]
    public async Task As_CSV_it_has_a_row_for_each_client()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(Activity(sender, 1, "addition", November));

        var text = await host.Pages.GetStringAsync(
            new Uri("/reports/overview?day=2026-11-23&format=csv", UriKind.Relative)
        );

        var lines = text.Split("\r\n");
        Assert.StartsWith(
            "client,instance,instances,test,day,active,seats,in,out,last_received,state,as_of,definition",
            lines[0]
        );
        Assert.StartsWith(
            "Client client-1,,1,false,2026-11-23,1,,1,0,2026-11-24T12:00:00.000Z,never-reported,",
            lines[1]
        );
    }

    private static JsonObject Activity(Sender sender, int subject, string status, DateTimeOffset date) =>
        sender.Activity(activity =>
        {
            activity["subject"] = Some.Subject(subject);
            activity["data"]!["status"] = status;
            activity["data"]!["date"] = Some.Date(date);
        });

    private static async Task<JsonNode> ReportAsync(CentralEndpointHost host, string query) =>
        JsonNode.Parse(await host.Pages.GetStringAsync(new Uri("/reports/overview" + query, UriKind.Relative)))!;

    private static int Number(JsonNode node, string member) => (int)node[member]!;
}
