using System.Net;
using CentralEndpoint.Commands;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Commands;

/// <summary>Keys are changed and instances ended while the endpoint serves.</summary>
[TestClass]
public sealed class InstanceCommandsTests : EndpointTest
{
    [TestMethod]
    public async Task A_key_is_changed_without_a_pause_and_the_old_one_ends_at_once()
    {
        var sender = await Host.AddSenderAsync();

        var (code, output, error) = await RunAsync("instances", "key", "add", sender.Instance);

        Assert.AreEqual(CommandLine.Done, code, error);
        var lines = output.TrimEnd().Split(Environment.NewLine);
        Assert.AreEqual($"UserActivityTracking__ClientInstanceId={sender.Instance}", lines[1]);
        var next = new Sender(Host.Ingest, sender.Instance, lines[2].Split('=', 2)[1]);
        (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
        (await next.PostAsync(next.Activity())).AssertVerdicts("accepted");

        Assert.AreEqual(CommandLine.Done, (await RunAsync("instances", "key", "revoke", KeyId(sender))).Code);

        Assert.AreEqual(HttpStatusCode.Unauthorized, (await sender.PostAsync(sender.Activity())).Status);
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await sender.BeatAsync(Beat.Of(sender.Instance))).Status);
        (await next.PostAsync(next.Activity())).AssertVerdicts("accepted");
    }

    [TestMethod]
    public async Task A_third_live_key_is_refused_until_one_is_revoked()
    {
        var sender = await Host.AddSenderAsync();
        await RunAsync("instances", "key", "add", sender.Instance);

        var (code, output, error) = await RunAsync("instances", "key", "add", sender.Instance);

        Assert.AreEqual((CommandLine.BadArguments, ""), (code, output));
        Assert.StartsWith($"The instance {sender.Instance} has two live keys already. Revoke one first", error);
        await RunAsync("instances", "key", "revoke", KeyId(sender));
        Assert.AreEqual(CommandLine.Done, (await RunAsync("instances", "key", "add", sender.Instance)).Code);
    }

    [TestMethod]
    public async Task Of_many_that_add_a_key_at_the_same_time_one_does()
    {
        var sender = await Host.AddSenderAsync();

        var all = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => RunAsync("instances", "key", "add", sender.Instance))
        );

        Assert.ContainsSingle(
            one => one.Code == CommandLine.Done,
            all,
            string.Join('\n', all.Select(one => one.Error))
        );
        Assert.AreEqual(2, Host.Count($"SELECT COUNT(*) FROM credential WHERE instance = '{sender.Instance}'"));
    }

    [TestMethod]
    public async Task A_retired_instance_is_answered_410_and_stays_in_the_figures()
    {
        var sender = await Host.AddSenderAsync();
        await sender.PostAsync(sender.Activity());

        Assert.AreEqual(CommandLine.Done, (await RunAsync("instances", "retire", sender.Instance)).Code);

        var answer = await sender.PostAsync(sender.Activity());
        answer.AssertProblem(
            HttpStatusCode.Gone,
            "instance-retired",
            "The credential's instance was ended.",
            "Nothing was stored. Ask the vendor for the settings of a new instance."
        );
        Assert.AreEqual(HttpStatusCode.Gone, (await sender.BeatAsync(Beat.Of(sender.Instance))).Status);
        Assert.AreEqual(1, Host.Count($"SELECT COUNT(*) FROM activity WHERE instance = '{sender.Instance}'"));
        Assert.AreEqual(CommandLine.BadArguments, (await RunAsync("instances", "key", "add", sender.Instance)).Code);
    }

    [TestMethod]
    public async Task The_list_names_keys_and_shows_none()
    {
        var sender = await Host.AddSenderAsync();
        await RunAsync("instances", "key", "add", sender.Instance);
        await RunAsync("instances", "key", "revoke", KeyId(sender));

        var (_, output, _) = await RunAsync("instances", "list");

        var lines = output
            .Split(Environment.NewLine)
            .Where(line => line.StartsWith(sender.Instance + " ", StringComparison.Ordinal))
            .ToList();
        Assert.HasCount(2, lines);
        Assert.ContainsSingle(
            line =>
                line.EndsWith(" revoked", StringComparison.Ordinal)
                && line.Contains(KeyId(sender), StringComparison.Ordinal),
            lines
        );
        Assert.ContainsSingle(line => line.EndsWith(" live", StringComparison.Ordinal), lines);
        Assert.DoesNotContain("bst1_", output);
    }

    [TestMethod]
    [DataRow("instances key add nowhere", "There is no instance nowhere. Nothing was changed.")]
    [DataRow("instances retire nowhere", "There is no instance nowhere. Nothing was changed.")]
    [DataRow(
        "instances key revoke abcd2345",
        "There is no key abcd2345. A key's id is the 8 characters after bst1_, or the client's Jwt:KeyId."
    )]
    [DataRow("instances key", "There is no command \"instances key\".")]
    [DataRow("instances key add", "There is no command \"instances key add\".")]
    [DataRow("instances list all", "There is no command \"instances list all\".")]
    public async Task What_cannot_be_done_is_said_and_changes_nothing(string words, string expected)
    {
        var (code, output, error) = await RunAsync(words.Split(' '));

        Assert.AreEqual((CommandLine.BadArguments, ""), (code, output));
        Assert.StartsWith(expected, error);
    }

    [TestMethod]
    public async Task What_was_done_before_is_said()
    {
        var sender = await Host.AddSenderAsync();
        await RunAsync("instances", "key", "revoke", KeyId(sender));
        await RunAsync("instances", "retire", sender.Instance);

        var (_, _, revoked) = await RunAsync("instances", "key", "revoke", KeyId(sender));
        var (_, _, retired) = await RunAsync("instances", "retire", sender.Instance);

        Assert.StartsWith($"The key {KeyId(sender)} was revoked before.", revoked);
        Assert.StartsWith($"The instance {sender.Instance} is retired.", retired);
    }

    private static string KeyId(Sender sender) => sender.Key.Substring("bst1_".Length, 8);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.Parse([.. words, .. Host.Settings]).RunAsync(output, error);
        return (code, output.ToString(), error.ToString());
    }
}
