using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>The client is asked to forget an erased person until it says that it has, and who is active is compared all the while.</summary>
[TestClass]
public sealed class ForgetTests : EndpointTest
{
    private static readonly DateTimeOffset Before = The.Now.AddDays(-3);

    [TestMethod]
    public async Task An_erased_subject_is_asked_for_until_it_is_confirmed_and_kept_no_longer()
    {
        var sender = await FilledAsync(7, 8);
        var other = await FilledAsync(7);
        await Host.EraseAsync(sender, 7);

        Assert.AreSequenceEqual([Some.Subject(7)], await ForgetAsync(sender));
        Assert.AreSequenceEqual([Some.Subject(7)], await ForgetAsync(sender, Some.Subject(8)));
        Assert.IsEmpty(await ForgetAsync(other, Some.Subject(7)));
        Assert.IsEmpty(await ForgetAsync(sender, Some.Subject(7)));
        Assert.IsEmpty(await ForgetAsync(sender));

        var row = (await Host.SuppressionsAsync()).Single(row => row.InstanceId == sender.Instance);
        Assert.IsNull(row.Subject);
        Assert.AreEqual(The.Now.ToUnixTimeMilliseconds(), row.Forgotten);
        (await sender.PostAsync(sender.Activity(7, "removal", Before.AddHours(1)))).AssertVerdicts(
            "rejected suppressed "
        );
    }

    [TestMethod]
    public async Task No_more_than_a_hundred_are_asked_for_at_a_time()
    {
        var users = Enumerable.Range(1, 102).ToArray();
        var sender = await FilledAsync(users);
        foreach (var user in users)
        {
            await Host.EraseAsync(sender, user);
        }

        var first = await ForgetAsync(sender);
        Assert.HasCount(100, first);
        var left = await ForgetAsync(sender, [.. first]);

        Assert.HasCount(2, left);
        Assert.IsEmpty(left.Intersect(first));
    }

    [TestMethod]
    public async Task Whom_the_client_has_not_forgotten_yet_it_may_count_or_not()
    {
        var sender = await FilledAsync(7, 8);
        await Host.EraseAsync(sender, 7);

        await CompareAsync(sender, [], 7, 8);
        Assert.AreEqual("False", Told(sender, "differs"));
        await CompareAsync(sender, [], 8);
        Assert.AreEqual("False", Told(sender, "differs"));
        await CompareAsync(sender, [], 7);
        Assert.AreEqual("True", Told(sender, "differs"));
        Assert.AreEqual("1", Told(sender, "count_here"));
    }

    [TestMethod]
    public async Task Whom_the_client_has_forgotten_it_must_not_count()
    {
        var sender = await FilledAsync(7, 8);
        await Host.EraseAsync(sender, 7);

        await CompareAsync(sender, [Some.Subject(7)], 8);
        Assert.AreEqual("False", Told(sender, "differs"));
        await CompareAsync(sender, [], 7, 8);
        Assert.AreEqual("True", Told(sender, "differs"));
    }

    private static async Task<Sender> FilledAsync(params int[] users)
    {
        var sender = await Host.AddSenderAsync();
        await sender.PostAsync([.. users.Select(user => sender.Activity(user, "addition", Before))]);
        return sender;
    }

    private static async Task<IReadOnlyList<string>> ForgetAsync(Sender sender, params string[] forgotten)
    {
        var beat = Beat.Of(sender.Instance);
        beat["forgotten"] = new JsonArray([.. forgotten.Select(static one => JsonValue.Create(one))]);
        var answer = await sender.BeatAsync(beat);
        return [.. answer.Json["forget"]!.AsArray().Select(static one => (string)one!)];
    }

    private static async Task CompareAsync(Sender sender, string[] forgotten, params int[] active)
    {
        var beat = Beat.Of(sender.Instance);
        beat["forgotten"] = new JsonArray([.. forgotten.Select(static one => JsonValue.Create(one))]);
        beat["activeSet"] = Beat.ActiveSet(The.Now, active);
        Assert.AreEqual(System.Net.HttpStatusCode.OK, (await sender.BeatAsync(beat)).Status);
    }

    private static string Told(Sender sender, string column)
    {
        var text = Host.Count(
            column == "count_here"
                ? $"SELECT count_here FROM active_set WHERE instance = '{sender.Instance}'"
                : $"SELECT COUNT(*) FROM active_set WHERE instance = '{sender.Instance}' AND differs"
        );
        return column == "count_here" ? $"{text}" : $"{text == 1}";
    }
}
