using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Heartbeats;

/// <summary>Who is active by the client's own user directory is compared with who is active here.</summary>
[TestClass]
public sealed class ActiveSetTests
{
    private const string OtherJournal = "019ab3e0-11aa-7c00-8f00-fedcba987654";

    [TestMethod]
    public async Task The_same_users_are_live_and_others_told_twice_are_drifting_until_they_are_the_same()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await RecordedAsync(host, 1, 2);

        Assert.AreEqual("live", await StateAfterAsync(host, sender, Told(sender, 1, 2)));
        Assert.AreEqual("live", await StateAfterAsync(host, sender, Told(sender, 1, 3)));
        Assert.AreEqual("drifting", await StateAfterAsync(host, sender, Told(sender, 1, 3)));
        Assert.AreEqual("drifting", await StateAfterAsync(host, sender, Told(sender, 1, 3)));
        Assert.AreEqual("live", await StateAfterAsync(host, sender, Told(sender, 2, 1)));
        Assert.AreEqual("live", await StateAfterAsync(host, sender, Told(sender, 1, 3)));
    }

    [TestMethod]
    public async Task Users_that_change_from_one_heartbeat_to_the_next_are_on_their_way()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await RecordedAsync(host, 1);

        Assert.AreEqual("live", await StateAfterAsync(host, sender, Told(sender, 1, 2)));
        Assert.AreEqual("live", await StateAfterAsync(host, sender, Told(sender, 1, 2, 3)));
        Assert.AreEqual("drifting", await StateAfterAsync(host, sender, Told(sender, 1, 2, 3)));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task While_something_waits_nothing_is_concluded(bool inThisBuffer)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await RecordedAsync(host, 1);
        var waits = Beat.Of(sender.Instance, Beat.Source(Beat.Journal(sender.Instance, OtherJournal), 0, waiting: 1));
        waits["waiting"] = 1;
        var told = Told(sender, 1, 2);
        if (inThisBuffer)
        {
            told["waiting"] = 1;
        }
        else
        {
            await sender.BeatAsync(waits);
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.AreEqual("live", await StateAfterAsync(host, sender, told));
        }

        // The other buffer is silent for too long to wait for it.
        host.Clock.Advance(TimeSpan.FromSeconds(2701));
        told["waiting"] = 0;
        await StateAfterAsync(host, sender, told);
        Assert.AreEqual("drifting", await StateAfterAsync(host, sender, told));
    }

    [TestMethod]
    public async Task They_are_compared_as_they_were_when_the_client_looked_or_as_they_are()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await RecordedAsync(host, 1);
        // Created after the look, and delivered before the heartbeat.
        await RecordAsync(sender, 2, The.Now.AddMinutes(-1));
        var before = Told(sender, 1);
        before["activeSet"] = Beat.ActiveSet(The.Now.AddMinutes(-5), 1);

        await StateAfterAsync(host, sender, before);
        Assert.AreEqual("live", await StateAfterAsync(host, sender, before));

        // Dated ahead, and active in the directory at once.
        await RecordAsync(sender, 3, The.Now.AddHours(3));
        await StateAfterAsync(host, sender, Told(sender, 1, 2, 3));
        Assert.AreEqual("live", await StateAfterAsync(host, sender, Told(sender, 1, 2, 3)));
    }

    [TestMethod]
    public async Task An_instance_is_asked_to_tell_everybody_until_both_are_the_same()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await RecordedAsync(host, 1);
        Assert.Contains("\"resync\":false", (await sender.BeatAsync(Told(sender, 1, 2))).Text);
        (await CommandRun.OfAsync(host.Settings, "instances", "resync", sender.Instance)).AssertDone();

        Assert.Contains("\"resync\":false", (await sender.BeatAsync(Beat.Of(sender.Instance))).Text);
        Assert.Contains("\"resync\":true", (await sender.BeatAsync(Told(sender, 1, 2))).Text);
        var waiting = Told(sender, 1, 2);
        waiting["waiting"] = 1;
        Assert.Contains("\"resync\":false", (await sender.BeatAsync(waiting)).Text);
        await RecordAsync(sender, 2, The.Now.AddHours(-1));
        Assert.Contains("\"resync\":false", (await sender.BeatAsync(Told(sender, 1, 2))).Text);

        Assert.Contains("\"resync\":false", (await sender.BeatAsync(Told(sender, 1, 2, 3))).Text);
    }

    [TestMethod]
    public async Task Only_an_instance_that_goes_on_can_be_asked()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await CommandRun.OfAsync(host.Settings, "instances", "retire", sender.Instance);

        var one = await CommandRun.OfAsync(host.Settings, "instances", "resync", sender.Instance);
        var all = await CommandRun.OfAsync(host.Settings, "instances", "resync");

        Assert.StartsWith($"There is no instance {sender.Instance} that goes on. Nothing was changed.", one.Error);
        Assert.StartsWith("There is no instance that goes on. Nothing was changed.", all.Error);
    }

    private static async Task<Sender> RecordedAsync(CentralEndpointHost host, params int[] subjects)
    {
        var sender = await host.AddSenderAsync();
        foreach (var subject in subjects)
        {
            await RecordAsync(sender, subject, The.Now.AddHours(-1));
        }

        return sender;
    }

    private static async Task RecordAsync(Sender sender, int subject, DateTimeOffset date) =>
        (
            await sender.PostAsync(
                sender.Activity(activity =>
                {
                    activity["subject"] = Some.Subject(subject);
                    activity["data"]!["date"] = Some.Date(date);
                })
            )
        ).AssertVerdicts("accepted");

    private static JsonObject Told(Sender sender, params int[] subjects) =>
        Beat.Of(sender.Instance, heartbeat => heartbeat["activeSet"] = Beat.ActiveSet(The.Now, subjects));

    private static async Task<string> StateAfterAsync(CentralEndpointHost host, Sender sender, JsonObject heartbeat)
    {
        Assert.AreEqual(System.Net.HttpStatusCode.OK, (await sender.BeatAsync(heartbeat)).Status);
        var report = await host.Pages.GetStringAsync(new Uri("/reports/instances", UriKind.Relative));
        return (string)JsonNode.Parse(report)!["instances"]![0]!["state"]!;
    }
}
