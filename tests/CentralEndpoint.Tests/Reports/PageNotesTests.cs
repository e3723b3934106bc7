using CentralEndpoint.Reports.Charts;
using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>What a page says beside its figures, for whoever has to do something about them.</summary>
[TestClass]
public sealed class PageNotesTests
{
    [TestMethod]
    public async Task The_page_of_an_instance_says_what_to_ask_its_client()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync(seats: 1);
        await RemoveManyAsync(sender);
        await sender.BeatAsync(
            Beat.Of(
                sender.Instance,
                heartbeat =>
                {
                    heartbeat["deadLetters"] = 3;
                    heartbeat["sources"]!.AsArray()[0] = Beat.Source(Beat.Journal(sender.Instance), settledThrough: 5);
                }
            )
        );

        var html = await host.TextAsync("/instances/" + sender.Instance);

        Assert.Contains("3 activities were refused for good", html);
        Assert.Contains("5 activities are missing here", html);
        Assert.Contains("it had 11 users more than its 1 seats", html);
        Assert.Contains("12 of 12 users were removed within the hour", html);
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("It is not heard from", await host.TextAsync("/instances/" + sender.Instance));
    }

    [TestMethod]
    public async Task The_page_of_quality_says_when_many_were_removed_at_once()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        Assert.DoesNotContain("were removed within", await host.TextAsync("/quality"));

        await RemoveManyAsync(sender);

        Assert.Contains("12 of 12 active users were removed within", await host.TextAsync("/quality"));
    }

    [TestMethod]
    public async Task The_fleet_shows_first_what_needs_somebody()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var (live, lacking) = (await host.AddSenderAsync(), await host.AddSenderAsync());
        var never = await host.AddSenderAsync();
        await live.BeatAsync(Beat.Of(live.Instance));
        await lacking.BeatAsync(Beat.Of(lacking.Instance, heartbeat => heartbeat["deadLetters"] = 1));

        var html = await host.TextAsync("/fleet");

        Assert.AreSequenceEqual(
            [lacking.Instance, never.Instance, live.Instance],
            new[] { live.Instance, lacking.Instance, never.Instance }.OrderBy(id =>
                html.IndexOf($"/instances/{id}\"", StringComparison.Ordinal)
            )
        );
    }

    [TestMethod]
    public void Contracted_seats_are_a_line_at_their_height_and_none_where_there_are_none()
    {
        FlowPeriod[] months =
        [
            new(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1))
            {
                Running = false,
                Opening = 0,
                Baseline = 0,
                New = 10,
                Reactivated = 0,
                Removed = 0,
            },
        ];

        Assert.Contains("<title>40 contracted seats</title>", FlowChart.Draw(months, seats: 40));
        // The scale ends at 40, so that the line is at its top.
        Assert.Contains("class=\"seats\" x1=\"64\" x2=\"948\" y1=\"26\" y2=\"26\"", FlowChart.Draw(months, seats: 40));
        Assert.DoesNotContain("seats", FlowChart.Draw(months));
    }

    private static async Task RemoveManyAsync(Sender sender)
    {
        var users = Enumerable.Range(1, 12).ToList();
        await sender.PostAsync([.. users.Select(user => sender.Activity(user, "addition", The.Now.AddDays(-9)))]);
        await sender.PostAsync([.. users.Select(user => sender.Activity(user, "removal", The.Now.AddDays(-2)))]);
    }
}
