using System.Net;
using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>Of somebody who came back an officer lifts the suppression: they count on as the user they were.</summary>
[TestClass]
public sealed class SuppressionLiftTests : EndpointTest
{
    private static readonly DateTimeOffset Before = The.Now.AddDays(-3);

    [TestMethod]
    public async Task The_activities_get_the_subject_back_and_new_ones_are_taken()
    {
        var sender = await ErasedAsync();
        await sender.PostAsync(sender.Activity(7, "removal", Before.AddHours(2)));

        await LiftAsync(sender, 7);

        Assert.AreEqual(2, CountOf("activity", sender, Some.Subject(7)));
        Assert.AreEqual(1, CountOf("active_interval", sender, Some.Subject(7)));
        (
            await sender.PostAsync(sender.Activity(7, "addition", Before.AddHours(3), "amelia@new.example"))
        ).AssertVerdicts("accepted");
        Assert.AreEqual(
            1,
            Host.Count(
                $"SELECT COUNT(*) FROM active_interval WHERE instance = '{sender.Instance}' AND entry = 'reactivated'"
            ),
            "Not a new user."
        );
        await AssertVerifiedAsync(sender);
    }

    [TestMethod]
    public async Task It_asks_for_the_right_subject_and_is_done_once()
    {
        var sender = await ErasedAsync();

        Assert.Contains("No suppression", await RequestRun.RefusedAsync(() => LiftAsync(sender, 8)));
        await LiftAsync(sender, 7);
        Assert.Contains("No suppression", await RequestRun.RefusedAsync(() => LiftAsync(sender, 7)));

        var beat = await sender.BeatAsync(Beat.Of(sender.Instance));
        Assert.IsEmpty(beat.Json["forget"]!.AsArray(), "There is nothing to forget any more.");
    }

    [TestMethod]
    public async Task Whoever_was_lifted_can_be_erased_again()
    {
        var sender = await ErasedAsync();
        var first = await StandInAsync(sender);
        await LiftAsync(sender, 7);
        await sender.PostAsync(sender.Activity(7, "removal", Before.AddHours(3), "amelia@new.example"));

        // What was left of the first erasure has no person any more.
        Assert.AreEqual(new ErasedPerson(1, 2), await Host.EraseAsync(sender, 7));

        Assert.AreNotEqual(first, await StandInAsync(sender));
        Assert.AreEqual(0, CountOf("activity", sender, Some.Subject(7)));
        (await sender.PostAsync(sender.Activity(7, "addition", Before.AddHours(4)))).AssertVerdicts(
            "rejected suppressed "
        );
        await AssertVerifiedAsync(sender);
    }

    [TestMethod]
    public async Task It_needs_a_request_whose_sender_is_known_and_is_noted_with_it()
    {
        var sender = await ErasedAsync();
        var number = await Host.OpenAsync("objection");
        var lift = Host.Of<SuppressionLift>();
        Assert.Contains(
            "Nobody has confirmed yet",
            await RequestRun.RefusedAsync(() =>
                lift.LiftAsync(RequestRun.Officer, number, sender.Instance, Some.Subject(7))
            )
        );

        await Host.Of<RequestRegister>().VerifyAsync(RequestRun.Officer, number, "in-person", RequestWords.Confirmed);
        await lift.LiftAsync(RequestRun.Officer, number, sender.Instance, Some.Subject(7));

        var entry = (await Host.AuditAsync(number)).Single(static row => row.Action == "suppression-lifted");
        Assert.AreEqual(("officer-1", 1L), (entry.Actor, entry.Count));
    }

    [TestMethod]
    public async Task Until_the_client_is_told_by_a_verdict_it_may_count_whoever_was_lifted_or_not()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(
            sender.Activity(7, "addition", Before, "amelia@customer.example"),
            sender.Activity(8, "addition", Before, "bo@customer.example")
        );
        await host.EraseAsync(sender, 7);
        await CompareAsync(host, sender, 8);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var number = await host.VerifiedAsync("objection");
        await host.Of<SuppressionLift>().LiftAsync(RequestRun.Officer, number, sender.Instance, Some.Subject(7));

        Assert.IsFalse(await CompareAsync(host, sender, 8));
        Assert.IsFalse(await CompareAsync(host, sender, 7, 8));
        Assert.IsTrue(await CompareAsync(host, sender, 7));

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await sender.PostAsync(sender.Activity(7, "addition", Before.AddHours(1), "amelia@new.example"));

        Assert.IsFalse(await CompareAsync(host, sender, 7, 8));
        Assert.IsTrue(await CompareAsync(host, sender, 8), "The client was told that the activity was taken.");
    }

    // Whether the endpoint finds another set of active users than the client tells.
    private static async Task<bool> CompareAsync(CentralEndpointHost host, Sender sender, params int[] active)
    {
        var beat = Beat.Of(sender.Instance);
        beat["activeSet"] = Beat.ActiveSet(host.Clock.GetUtcNow(), active);
        Assert.AreEqual(HttpStatusCode.OK, (await sender.BeatAsync(beat)).Status);
        return host.Count($"SELECT COUNT(*) FROM active_set WHERE instance = '{sender.Instance}' AND differs") == 1;
    }

    private static async Task<Sender> ErasedAsync()
    {
        var sender = await Host.AddSenderAsync();
        await sender.PostAsync(sender.Activity(7, "addition", Before, "amelia@customer.example"));
        await Host.EraseAsync(sender, 7);
        return sender;
    }

    private static async Task LiftAsync(Sender sender, int subject)
    {
        var number = await Host.VerifiedAsync("objection");
        await Host.Of<SuppressionLift>().LiftAsync(RequestRun.Officer, number, sender.Instance, Some.Subject(subject));
    }

    private static async Task<string> StandInAsync(Sender sender) =>
        (await Host.SuppressionsAsync()).Single(row => row.InstanceId == sender.Instance).StandIn;

    private static long CountOf(string table, Sender sender, string subject) =>
        Host.Count($"SELECT COUNT(*) FROM {table} WHERE instance = '{sender.Instance}' AND subject = '{subject}'");

    private static async Task AssertVerifiedAsync(Sender sender) =>
        Assert.Contains(
            $"{sender.Instance} right",
            (await CommandRun.OfAsync(Host.Settings, "projection", "verify")).Output
        );
}
