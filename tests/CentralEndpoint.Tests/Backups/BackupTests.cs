using System.Text;
using System.Text.Json.Nodes;
using CentralEndpoint.Backups;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Backups;

/// <summary>What is backed up comes back, to an empty database only, and the instances are asked for what came after.</summary>
[TestClass]
public sealed class BackupTests
{
    [TestMethod]
    public async Task What_is_restored_reports_the_same_and_goes_on()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        var retired = await host.AddSenderAsync();
        await RecordAsync(sender, 1, 2, 3);
        await RecordAsync(retired, 1);
        await sender.PostAsync(sender.Activity(static activity => activity["data"]!["status"] = "unknown"));
        await sender.BeatAsync(
            Beat.Of(sender.Instance, Beat.Source(Beat.Journal(sender.Instance), 9, 0, Beat.GivenUp(5, 6)))
        );
        await CommandRun.OfAsync(host.Settings, "instances", "retire", retired.Instance);
        await CommandRun.OfAsync(
            host.Settings,
            "activities",
            "void",
            sender.Instance,
            Some.Id(3),
            "--reason",
            "a test"
        );
        var (active, health) = (await ReportAsync(host, "active-users"), await ReportAsync(host, "instances"));

        using var file = new TempFolder();
        (await BackUpAsync(host, file)).AssertDone();
        using var folder = new TempFolder();
        await using var restored = await RestoredAsync(host, file, folder);

        Assert.AreEqual(active, await ReportAsync(restored, "active-users"));
        var health2 = JsonNode.Parse(await ReportAsync(restored, "instances"))!;
        Assert.AreEqual(
            "true,false",
            string.Join(',', health2["instances"]!.AsArray().Select(one => $"{one!["isResyncAsked"]}"))
        );
        health2["instances"]![0]!["isResyncAsked"] = false;
        Assert.AreEqual(JsonNode.Parse(health)!.ToJsonString(), health2.ToJsonString());
        (await CommandRun.OfAsync(restored.Settings, "projection", "verify")).AssertDone();
        var again = new Sender(restored.Ingest, sender.Instance, sender.Key);
        (await again.PostAsync(Numbered(again, 2), Numbered(again, 4))).AssertVerdicts("duplicate", "accepted");
        Assert.AreEqual("Amelia", await FirstNameAsync(restored, sender.Instance, Some.Id(2)));
    }

    [TestMethod]
    public async Task What_was_acknowledged_after_the_backup_shows_as_a_gap_and_is_asked_for()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await RecordAsync(sender, 1, 2);
        using var file = new TempFolder();
        (await BackUpAsync(host, file)).AssertDone();
        await RecordAsync(sender, 3);
        using var folder = new TempFolder();
        await using var restored = await RestoredAsync(host, file, folder);

        var again = new Sender(restored.Ingest, sender.Instance, sender.Key);
        var settled = Beat.Of(sender.Instance, Beat.Source(Beat.Journal(sender.Instance), 3));
        settled["activeSet"] = Beat.ActiveSet(The.Now, 1, 2, 3);
        Assert.Contains("\"resync\":true", (await again.BeatAsync(settled)).Text);

        var health = JsonNode.Parse(await ReportAsync(restored, "instances"))!["instances"]![0]!;
        Assert.AreEqual(
            (1L, 3L, 2L),
            ((long)health["gap"]!, (long)health["activeThere"]!, (long)health["activeHere"]!)
        );

        // What it then tells carries numbers of its own.
        (
            await again.PostAsync(
                again.Activity(activity =>
                {
                    activity["subject"] = Some.Subject(3);
                    activity["sequence"] = Beat.Number(4);
                    activity["origin"] = "reconciled";
                })
            )
        ).AssertVerdicts("accepted");
        Assert.Contains("\"resync\":false", (await again.BeatAsync(settled)).Text);
        Assert.AreEqual(0, restored.Count("SELECT COUNT(*) FROM instance WHERE resync IS NOT NULL"));
    }

    [TestMethod]
    public async Task A_backup_is_of_one_moment_while_activities_are_stored()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        using var file = new TempFolder();
        using var ended = new CancellationTokenSource();
        var recording = RecordUntilAsync(sender, ended.Token);

        var backup = await BackUpAsync(host, file);
        await ended.CancelAsync();
        var recorded = await recording;
        using var folder = new TempFolder();
        await using var restored = await RestoredAsync(host, file, folder);

        backup.AssertDone();
        var activities = restored.Count("SELECT COUNT(*) FROM activity");
        Assert.IsLessThanOrEqualTo(recorded, activities);
        Assert.AreEqual(activities, restored.Count("SELECT COUNT(*) FROM profile"));
        Assert.AreEqual(activities, restored.Count("SELECT activities FROM instance"));
        (await CommandRun.OfAsync(restored.Settings, "projection", "verify")).AssertDone();
    }

    [TestMethod]
    public async Task A_backup_names_nobody_and_is_for_the_owner_s_eyes()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        await RecordAsync(sender, 1);
        using var file = new TempFolder();

        var run = (await BackUpAsync(host, file)).AssertDone();

        Assert.Contains("1 instances, 1 activities", run.Output);
        var bytes = await File.ReadAllBytesAsync(PathIn(file));
        Assert.IsGreaterThan(0, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Some.Id(1))));
        foreach (var name in new[] { "Amelia", "Nguyen", "amelia.nguyen", "customer.example" })
        {
            Assert.IsLessThan(0, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)), name);
        }

        Assert.AreSequenceEqual(new[] { PathIn(file) }, Directory.GetFiles(file.Path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathIn(file)));
        }
    }

    [TestMethod]
    public void No_table_is_forgotten()
    {
        using var db = new SqliteDesignTimeContext().CreateDbContext([]);

        // Made anew: by the restore from the activities, as the database is made, and when somebody signs in.
        Assert.AreSequenceEqual(
            db.Model.GetEntityTypes()
                .Select(static entity => entity.GetTableName()!)
                .Except(["active_interval", "protection_key", "staff_session", "store"])
                .Order(),
            TableCopy.All(db).Select(static table => table.Table).Order()
        );
    }

    internal static Task<CommandRun> BackUpAsync(CentralEndpointHost host, TempFolder file) =>
        CommandRun.OfAsync(host.Settings, "backup", PathIn(file));

    internal static string PathIn(TempFolder file) => Path.Combine(file.Path, "backup.db");

    internal static async Task RecordAsync(Sender sender, params int[] numbers)
    {
        foreach (var number in numbers)
        {
            (await sender.PostAsync(Numbered(sender, number))).AssertVerdicts("accepted");
        }
    }

    internal static async Task<string> ReportAsync(CentralEndpointHost host, string name) =>
        await host.Pages.GetStringAsync(new Uri($"/reports/{name}", UriKind.Relative));

    private static JsonObject Numbered(Sender sender, int number) =>
        sender.Activity(activity =>
        {
            activity["id"] = Some.Id(number);
            activity["subject"] = Some.Subject(number);
            activity["sequence"] = Beat.Number(number);
        });

    private static async Task<int> RecordUntilAsync(Sender sender, CancellationToken ended)
    {
        for (var number = 1; ; number++)
        {
            await RecordAsync(sender, number);
            if (ended.IsCancellationRequested)
            {
                return number;
            }
        }
    }

    internal static async Task<CentralEndpointHost> RestoredAsync(
        CentralEndpointHost host,
        TempFolder file,
        TempFolder folder
    )
    {
        var database = await TestDatabase.OfAsync(folder);
        Directory.CreateDirectory(folder.DataFolder);
        File.Copy(host.Folder.File("master.key"), folder.File("master.key"));
        (await CommandRun.OfAsync([folder.Setting, .. database.Settings], "restore", PathIn(file))).AssertDone();
        return await CentralEndpointHost.StartAsync(folder);
    }

    private static async Task<string> FirstNameAsync(CentralEndpointHost host, string instance, string id)
    {
        var store = host.Services.GetRequiredService<EndpointStore>();
        var box = await store.ReportAsync(db =>
            db.Profiles.Where(row => row.InstanceId == instance && row.ActivityId == id)
                .Select(row => row.Box)
                .SingleAsync()
        );
        return host.Services.GetRequiredService<ProfileSealer>().Open(instance, id, box).FirstName;
    }
}
