using System.Net;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>What the endpoint concludes from heartbeats, and from their absence.</summary>
[TestClass]
public sealed class InstanceHealthTests
{
    private const string OtherJournal = "019ab3e0-11aa-7c00-8f00-fedcba987654";

    [TestMethod]
    public async Task An_instance_without_a_heartbeat_never_reported_one_after_it_is_live_and_then_stale()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        Assert.AreEqual("never-reported", (string?)(await OnlyAsync(host))["state"]);

        await BeatAsync(sender, Beat.Of(sender.Instance));
        host.Clock.Advance(TimeSpan.FromSeconds(2700));
        Assert.AreEqual("live", (string?)(await OnlyAsync(host))["state"]);
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.AreEqual("stale", (string?)(await OnlyAsync(host))["state"]);
    }

    [TestMethod]
    public async Task It_tells_what_the_last_heartbeats_said()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await BeatAsync(sender, Beat.Of(sender.Instance));
        await BeatAsync(
            sender,
            Beat.Of(
                sender.Instance,
                heartbeat =>
                {
                    heartbeat["sentAt"] = Some.Date(The.Now.AddSeconds(-90));
                    heartbeat["reason"] = "unreachable";
                    heartbeat["waiting"] = 7;
                    heartbeat["deadLetters"] = 2;
                }
            )
        );
        await BeatAsync(
            sender,
            Beat.Of(
                sender.Instance,
                heartbeat =>
                {
                    heartbeat["reason"] = "buffer-full";
                    heartbeat["waiting"] = 3;
                    heartbeat["sources"] = new JsonArray(Beat.Source(Beat.Journal(sender.Instance, OtherJournal), 0));
                }
            )
        );

        var instance = await OnlyAsync(host);

        Assert.AreEqual("buffer-full", (string?)instance["reason"], "The most severe of two buffers.");
        Assert.AreEqual((10, 2), ((int)instance["waiting"]!, (int)instance["deadLetters"]!));
    }

    [TestMethod]
    public async Task The_clock_s_skew_is_that_of_the_last_heartbeat()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();

        await BeatAsync(
            sender,
            Beat.Of(sender.Instance, heartbeat => heartbeat["sentAt"] = Some.Date(The.Now.AddSeconds(-90)))
        );

        Assert.AreEqual(-90.0, (double)(await OnlyAsync(host))["clockSkewSeconds"]!);
    }

    [TestMethod]
    public async Task A_number_that_is_settled_there_and_neither_here_nor_given_up_is_a_gap()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(Numbered(sender, 1), Numbered(sender, 2), Refused(sender, 3), Numbered(sender, 9));

        await BeatAsync(sender, Settled(sender, 3));
        Assert.AreEqual(0, (long)(await OnlyAsync(host))["gap"]!, "A refused number was answered too.");
        await BeatAsync(sender, Settled(sender, 8));
        Assert.AreEqual(5, (long)(await OnlyAsync(host))["gap"]!);
        await BeatAsync(sender, Settled(sender, 8, Beat.GivenUp(4, 5)));
        Assert.AreEqual(3, (long)(await OnlyAsync(host))["gap"]!);
        // It came after all, and is told once more with a wider range.
        await sender.PostAsync(Numbered(sender, 5));
        await BeatAsync(sender, Settled(sender, 8, Beat.GivenUp(4, 8)));

        Assert.AreEqual(0, (long)(await OnlyAsync(host))["gap"]!);
    }

    [TestMethod]
    public async Task A_number_that_was_refused_and_then_taken_or_given_up_counts_once()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(Refused(sender, 1), Refused(sender, 2));
        await sender.PostAsync(Numbered(sender, 1));

        await BeatAsync(sender, Settled(sender, 3, Beat.GivenUp(2, 2, "Deleted")));

        Assert.AreEqual(1, (long)(await OnlyAsync(host))["gap"]!);
    }

    [TestMethod]
    public async Task Outboxes_skip_numbers_and_have_no_gaps()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();

        await BeatAsync(
            sender,
            Beat.Of(
                sender.Instance,
                Beat.Source($"/clients/{sender.Instance}/outboxes/{The.Journal}", settledThrough: 100)
            )
        );

        Assert.AreEqual(0, (long)(await OnlyAsync(host))["gap"]!);
    }

    [TestMethod]
    public async Task A_silent_buffer_s_waiting_is_lost_only_while_others_of_the_instance_are_heard()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await BeatAsync(
            sender,
            Beat.Of(
                sender.Instance,
                Beat.Source(Beat.Journal(sender.Instance, OtherJournal), settledThrough: 0, waiting: 12)
            )
        );
        host.Clock.Advance(TimeSpan.FromSeconds(2701));
        Assert.AreEqual(0, (long)(await OnlyAsync(host))["lostWithBuffers"]!, "The whole instance may be off.");

        await BeatAsync(sender, Beat.Of(sender.Instance));

        Assert.AreEqual(12, (long)(await OnlyAsync(host))["lostWithBuffers"]!);
    }

    private static JsonObject Settled(Sender sender, long through, params JsonNode[] givenUp) =>
        Beat.Of(sender.Instance, Beat.Source(Beat.Journal(sender.Instance), through, waiting: 0, givenUp));

    private static JsonObject Numbered(Sender sender, long number) =>
        sender.Activity(activity => activity["sequence"] = Beat.Number(number));

    private static JsonObject Refused(Sender sender, long number) =>
        sender.Activity(activity =>
        {
            activity["sequence"] = Beat.Number(number);
            activity["data"]!["status"] = "elsewhere";
        });

    private static async Task BeatAsync(Sender sender, JsonObject heartbeat)
    {
        var answer = await sender.BeatAsync(heartbeat);
        Assert.AreEqual(HttpStatusCode.OK, answer.Status, answer.Text);
    }

    private static async Task<JsonNode> OnlyAsync(CentralEndpointHost host)
    {
        var report = JsonNode.Parse(await host.Pages.GetStringAsync(new Uri("/reports/instances", UriKind.Relative)))!;
        return report["instances"]!.AsArray().Single()!;
    }
}
