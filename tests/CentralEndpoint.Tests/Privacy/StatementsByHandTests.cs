using System.Text.Json.Nodes;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>What docs/privacy.md has an operator do by hand, while the endpoint serves, does what the page says.</summary>
[TestClass]
public sealed class StatementsByHandTests : EndpointTest
{
    private static ProfileSealer Sealer => Host.Services.GetRequiredService<ProfileSealer>();

    [TestMethod]
    public async Task A_person_is_found_read_and_erased_and_no_figure_changes()
    {
        var sender = await Host.AddSenderAsync();
        var email = $"Amelia@{sender.Instance}.example";
        var activities = new JsonArray(
            Activity(sender, subject: 7, email, hoursAgo: 3),
            Activity(sender, subject: 7, email, hoursAgo: 2, status: "removal"),
            Activity(sender, subject: 8, $"ben@{sender.Instance}.example", hoursAgo: 1)
        ).ToJsonString();
        (await sender.PostAsync(activities)).AssertVerdicts("accepted", "accepted", "accepted");
        var figures = await FiguresAsync(sender);

        Assert.AreSequenceEqual([$"{sender.Instance}|{Some.Subject(7)}"], await FindAsync(sender));
        Assert.AreSequenceEqual([email, email], await ReadAsync(sender));
        var boxes = await BoxesAsync(sender);
        await EraseAsync(sender);

        Assert.IsEmpty(TestDatabase.Files(Host.Folder).Where(file => boxes.Any(box => Holds(file, box))));
        Assert.IsEmpty(await FindAsync(sender));
        Assert.AreSequenceEqual(["", ""], await ReadAsync(sender));
        Assert.AreEqual(1, Stored.Count(Host, "profile", sender.Instance), "Others stay.");
        Assert.AreEqual(figures, await FiguresAsync(sender));
        var verified = await CommandRun.OfAsync(Host.Settings, "projection", "verify");
        Assert.Contains($"{sender.Instance} right", verified.Output);
        (await sender.PostAsync(activities)).AssertVerdicts("duplicate", "duplicate", "duplicate");
        Assert.IsEmpty(await FindAsync(sender));
    }

    [TestMethod]
    public async Task What_comes_new_of_a_person_brings_a_profile_again()
    {
        var sender = await Host.AddSenderAsync();
        var email = $"amelia@{sender.Instance}.example";
        await sender.PostAsync(Activity(sender, subject: 7, email, hoursAgo: 3));
        await EraseAsync(sender);

        await sender.PostAsync(Activity(sender, subject: 7, email, hoursAgo: 2, status: "removal"));

        Assert.AreSequenceEqual(["", email], await ReadAsync(sender));
    }

    [TestMethod]
    public async Task A_name_that_is_wrong_is_replaced_by_the_next_activity()
    {
        var sender = await Host.AddSenderAsync();
        var wrong = $"amelai@{sender.Instance}.example";
        var right = $"amelia@{sender.Instance}.example";
        await sender.PostAsync(Activity(sender, subject: 7, wrong, hoursAgo: 3));
        var active = await ActiveAsync(sender);

        await EraseAsync(sender);
        await sender.PostAsync(Activity(sender, subject: 7, right, hoursAgo: 2));

        Assert.AreSequenceEqual(["", right], await ReadAsync(sender));
        Assert.AreEqual("1", active);
        Assert.AreEqual(active, await ActiveAsync(sender));
    }

    [TestMethod]
    public async Task The_functions_of_the_page_make_the_index_and_open_the_box()
    {
        var sender = await Host.AddSenderAsync();
        var email = $"zoë@{sender.Instance}.example";
        await sender.PostAsync(Activity(sender, subject: 7, email, hoursAgo: 3));
        var box = Assert.ContainsSingle(await BoxesAsync(sender));

        var answers = await PageShell.RunAsync(
            Host.Folder.DataFolder,
            $"index '{email}'",
            $"open_box {Convert.ToHexStringLower(box)}"
        );
        if (answers is null)
        {
            Assert.Inconclusive("This machine has no bash, or no openssl of version 3.");
            return;
        }

        Assert.AreSequenceEqual([PageStatements.Subject], answers.Take(1), "The subject of the page's own example.");
        Assert.AreEqual(Convert.ToHexStringLower(Sealer.Index(email)!), answers[1]);
        Assert.AreEqual(email, (string?)JsonNode.Parse(answers[2])![2]);
    }

    private static JsonObject Activity(
        Sender sender,
        int subject,
        string email,
        int hoursAgo,
        string status = "addition"
    ) =>
        sender.Activity(activity =>
        {
            activity["subject"] = Some.Subject(subject);
            activity["sequence"] = $"{100 - hoursAgo:D19}";
            activity["data"]!["email"] = email;
            activity["data"]!["status"] = status;
            activity["data"]!["date"] = Some.Date(The.Now.AddHours(-hoursAgo));
        });

    private static Task<IReadOnlyList<string>> FindAsync(Sender sender) =>
        RunAsync(
            PageStatements
                .Of("find")
                .With(
                    PageStatements.Index,
                    Convert.ToHexStringLower(Sealer.Index($"amelia@{sender.Instance}.example")!)
                )
        );

    // The address of each row, as whoever opens the box reads it; empty where there is none.
    private static async Task<IReadOnlyList<string>> ReadAsync(Sender sender)
    {
        var rows = await RunAsync(Person("read", sender));
        return rows.Select(row => row.Split('|'))
            .Select(row =>
                row[^1].Length == 0 ? "" : Sealer.Open(sender.Instance, row[0], Convert.FromHexString(row[^1])).Email
            )
            .ToList();
    }

    private static async Task<IReadOnlyList<byte[]>> BoxesAsync(Sender sender) =>
        (await RunAsync(Person("read", sender))).Select(row => Convert.FromHexString(row.Split('|')[^1])).ToList();

    // SQLite's last word is that nothing is left to be copied out of the log; PostgreSQL's only answer is the instance that was entered.
    private static async Task EraseAsync(Sender sender) =>
        Assert.Contains(
            Assert.ContainsSingle(await RunAsync(Person("erase", sender))),
            (string[])["0|0|0", sender.Instance]
        );

    private static PageStatements Person(string task, Sender sender) =>
        PageStatements
            .Of(task)
            .With(PageStatements.Instance, sender.Instance)
            .With(PageStatements.Subject, Some.Subject(7));

    private static async Task<IReadOnlyList<string>> RunAsync(PageStatements statements)
    {
        await using var connection = Host.OpenAsOperator();
        return await statements.RunAsync(connection);
    }

    private static async Task<string> FiguresAsync(Sender sender) =>
        await TextAsync($"/reports/active-users?instance={sender.Instance}")
        + await TextAsync($"/reports/flow?by=day&from=2026-11-20&instance={sender.Instance}")
        + await TextAsync("/reports/instances");

    private static async Task<string> ActiveAsync(Sender sender) =>
        $"{JsonNode.Parse(await TextAsync($"/reports/active-users?instance={sender.Instance}"))!["instances"]![0]!["active"]}";

    private static Task<string> TextAsync(string address) =>
        Host.Pages.GetStringAsync(new Uri(address, UriKind.Relative));

    private static bool Holds(string path, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray().AsSpan().IndexOf(bytes) >= 0;
    }
}
