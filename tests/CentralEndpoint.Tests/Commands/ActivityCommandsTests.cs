using System.Text.Json.Nodes;
using CentralEndpoint.Commands;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Commands;

/// <summary>A wrong activity is taken out of every figure, and nothing else of it changes.</summary>
[TestClass]
public sealed class ActivityCommandsTests : EndpointTest
{
    [TestMethod]
    public async Task A_voided_activity_counts_no_more_and_is_still_known()
    {
        var sender = await Host.AddSenderAsync();
        var wrong = sender.Activity();
        await sender.PostAsync(wrong);
        Assert.AreEqual("1", await ActiveAsync(sender));
        Host.Clock.Advance(TimeSpan.FromMinutes(5));

        var run = await VoidAsync(sender, (string)wrong["id"]!, "--reason", "sent by a test system");

        Assert.StartsWith($"The activity {wrong["id"]} of {sender.Instance} counts no more.", run.AssertDone().Error);
        // The instance is not heard from, so that its zero is none.
        Assert.AreEqual("", await ActiveAsync(sender));
        (await sender.PostAsync(wrong.DeepClone())).AssertVerdicts("duplicate");
        Assert.AreEqual("", await ActiveAsync(sender));
        Assert.AreEqual(
            1,
            Host.Count(
                $"SELECT COUNT(*) FROM activity WHERE instance = '{sender.Instance}' AND void_reason = 'sent by a test system'"
            )
        );
        Assert.AreEqual(
            CommandLine.BadArguments,
            (await VoidAsync(sender, (string)wrong["id"]!, "--reason", "again")).Code
        );
    }

    [TestMethod]
    public async Task An_activity_of_another_instance_is_not_voided()
    {
        var sender = await Host.AddSenderAsync();
        var other = await Host.AddSenderAsync();
        var activity = sender.Activity();
        await sender.PostAsync(activity);

        var run = await VoidAsync(other, (string)activity["id"]!, "--reason", "wrong");

        Assert.AreEqual(CommandLine.BadArguments, run.Code);
        Assert.StartsWith(
            $"The instance {other.Instance} has no activity {activity["id"]} that counts. Nothing was changed.",
            run.Error
        );
        Assert.AreEqual("1", await ActiveAsync(sender));
    }

    [TestMethod]
    [DataRow("--reason is missing.")]
    [DataRow("--reason must be 1 to 200 characters on one line.", "--reason", " ")]
    [DataRow("--reason must be 1 to 200 characters on one line.", "--reason", "two\nlines")]
    [DataRow("--because is not an option of this command.", "--because", "wrong")]
    public async Task A_reason_is_asked_for(string expected, params string[] words)
    {
        var sender = await Host.AddSenderAsync();

        var run = await VoidAsync(sender, Some.Id(1), words);

        Assert.AreEqual(CommandLine.BadArguments, run.Code);
        Assert.StartsWith(expected, run.Error);
    }

    [TestMethod]
    public async Task Without_an_activity_the_command_says_how_it_goes()
    {
        var run = await CommandRun.OfAsync(Host.Settings, "activities", "void", "acme-prod", "--reason", "wrong");

        Assert.AreEqual(CommandLine.BadArguments, run.Code);
        Assert.StartsWith("Name the instance and the activity: activities void <instance> <activity id>", run.Error);
    }

    private static Task<CommandRun> VoidAsync(Sender sender, string id, params string[] words) =>
        CommandRun.OfAsync(Host.Settings, ["activities", "void", sender.Instance, id, .. words]);

    private static async Task<string> ActiveAsync(Sender sender)
    {
        var report = await Host.Pages.GetStringAsync(
            new Uri($"/reports/active-users?instance={sender.Instance}", UriKind.Relative)
        );
        return $"{JsonNode.Parse(report)!["instances"]!.AsArray().Single()!["active"]}";
    }
}
