using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>What still comes of an erased person is counted, and nobody is kept of it.</summary>
[TestClass]
public sealed class LateArrivalTests : EndpointTest
{
    private static readonly DateTimeOffset Before = The.Now.AddDays(-3);

    [TestMethod]
    public async Task It_is_stored_without_the_person_and_answered_suppressed()
    {
        var sender = await ErasedAsync();

        var answer = await sender.PostAsync(
            sender.Activity(7, "removal", Before.AddHours(2), "amelia@late.example"),
            sender.Activity(8, "addition", Before, "ben@late.example")
        );

        answer.AssertVerdicts("rejected suppressed ", "accepted");
        Assert.AreEqual(2, OfStandIn("activity", sender));
        Assert.AreEqual(0, Of("activity", sender, Some.Subject(7)));
        Assert.AreEqual(2, Stored.Count(Host, "profile", sender.Instance), "The stub, and the other user's.");
        Assert.AreEqual(0, Stored.Count(Host, "noted_number", sender.Instance), "Its number is stored with it.");
        Assert.AreEqual(0, await ActiveAsync(sender, Before.AddHours(3)) - 1, "Only the other user is active.");
        await AssertVerifiedAsync(sender);
    }

    [TestMethod]
    public async Task It_counts_like_one_that_is_accepted()
    {
        var sender = await ErasedAsync();

        await sender.PostAsync(
            sender.Activity(7, "removal", Before.AddHours(2)),
            sender.Activity(7, "addition", Before.AddHours(3))
        );

        Assert.AreEqual(3, InstanceNumber("activities", sender));
        Assert.AreEqual(2, InstanceNumber("additions", sender));
        Assert.AreEqual(3, InstanceNumber("received_today", sender));
        Assert.AreEqual(1, await ActiveAsync(sender, Before.AddHours(1)));
        Assert.AreEqual(0, await ActiveAsync(sender, Before.AddHours(2.5)));
        Assert.AreEqual(1, await ActiveAsync(sender, Before.AddHours(4)));
    }

    [TestMethod]
    public async Task Of_one_that_was_here_before_or_came_late_a_repetition_is_always_a_duplicate()
    {
        var sender = await Host.AddSenderAsync();
        var first = sender.Activity(7, "addition", Before);
        await sender.PostAsync(first.DeepClone());
        await Host.EraseAsync(sender, 7);
        var late = sender.Activity(7, "removal", Before.AddHours(1));

        (await sender.PostAsync(late.DeepClone(), late.DeepClone())).AssertVerdicts(
            "rejected suppressed ",
            "duplicate"
        );
        (await sender.PostAsync(late.DeepClone(), first.DeepClone())).AssertVerdicts("duplicate", "duplicate");

        foreach (var activity in new[] { first, late })
        {
            activity["data"]!["status"] = "removal";
            activity["subject"] = Some.Subject(9);
        }

        (await sender.PostAsync(first, late)).AssertVerdicts("duplicate", "duplicate");
        Assert.AreEqual(2, Stored.Count(Host, "activity", sender.Instance));
    }

    [TestMethod]
    public async Task What_is_wrong_with_it_is_said_first_and_nothing_of_it_is_stored()
    {
        var sender = await ErasedAsync();
        var wrong = sender.Activity(7, "addition", Before);
        wrong["data"]!["status"] = "unknown";

        (await sender.PostAsync(wrong)).AssertVerdicts("rejected invalid-field /data/status");

        Assert.AreEqual(1, Stored.Count(Host, "activity", sender.Instance));
        Assert.AreEqual(1, Stored.Count(Host, "noted_number", sender.Instance));
    }

    [TestMethod]
    public async Task Whoever_has_the_same_user_id_at_another_instance_is_somebody_else()
    {
        await ErasedAsync();
        var other = await Host.AddSenderAsync();

        (await other.PostAsync(other.Activity(7, "addition", Before))).AssertVerdicts("accepted");
    }

    [TestMethod]
    public async Task Of_several_erased_people_each_has_a_stand_in_of_their_own()
    {
        var sender = await Host.AddSenderAsync();
        var both = new JsonNode[] { sender.Activity(7, "addition", Before), sender.Activity(8, "addition", Before) };
        await sender.PostAsync(both);
        await Host.EraseAsync(sender, 7);
        await Host.EraseAsync(sender, 8);

        await sender.PostAsync(
            sender.Activity(7, "removal", Before.AddHours(1)),
            sender.Activity(8, "removal", Before.AddHours(1))
        );

        Assert.AreEqual(
            2,
            Host.Count(
                $"SELECT COUNT(DISTINCT subject) FROM activity WHERE instance = '{sender.Instance}' AND subject IN "
                    + "(SELECT stand_in FROM suppression)"
            )
        );
        Assert.AreEqual(0, await ActiveAsync(sender, Before.AddHours(2)));
        await AssertVerifiedAsync(sender);
    }

    private static async Task<Sender> ErasedAsync()
    {
        var sender = await Host.AddSenderAsync();
        await sender.PostAsync(sender.Activity(7, "addition", Before, "amelia@customer.example"));
        await Host.EraseAsync(sender, 7);
        return sender;
    }

    private static long Of(string table, Sender sender, string subject) =>
        Host.Count($"SELECT COUNT(*) FROM {table} WHERE instance = '{sender.Instance}' AND subject = '{subject}'");

    private static long OfStandIn(string table, Sender sender) =>
        Host.Count(
            $"SELECT COUNT(*) FROM {table} WHERE instance = '{sender.Instance}' AND subject IN "
                + "(SELECT stand_in FROM suppression)"
        );

    private static long InstanceNumber(string column, Sender sender) =>
        Host.Count($"SELECT {column} FROM instance WHERE id = '{sender.Instance}'");

    private static Task<long> ActiveAsync(Sender sender, DateTimeOffset at)
    {
        var subjects =
            $"SELECT COUNT(*) FROM active_interval WHERE instance = '{sender.Instance}' AND started <= {at.ToUnixTimeMilliseconds()} "
            + $"AND (ended IS NULL OR ended > {at.ToUnixTimeMilliseconds()})";
        return Task.FromResult(Host.Count(subjects));
    }

    private static async Task AssertVerifiedAsync(Sender sender) =>
        Assert.Contains(
            $"{sender.Instance} right",
            (await CommandRun.OfAsync(Host.Settings, "projection", "verify")).Output
        );
}
