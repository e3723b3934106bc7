using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Tests.Backups;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>A backup brings nobody back who was erased after it was taken.</summary>
[TestClass]
public sealed class ErasureJournalTests
{
    private const string Journal = "erasures.journal";
    private static readonly DateTimeOffset Before = The.Now.AddDays(-3);

    [TestMethod]
    public async Task Whom_a_restore_brings_back_the_command_erases_with_the_journal_of_its_folder()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await FilledAsync(host);
        using var file = new TempFolder();
        await BackupTests.BackUpAsync(host, file);
        var boxes = await host.BoxesAsync(sender, 7);
        await EraseAsync(host, sender);
        using var folder = new TempFolder();
        var database = await TestDatabase.OfAsync(folder);
        CopyKey(host, folder);
        File.Copy(host.Folder.File(Journal), folder.File(Journal));

        var run = await CommandRun.OfAsync([folder.Setting, .. database.Settings], "restore", BackupTests.PathIn(file));

        Assert.Contains("1 people were erased after it was taken", run.AssertDone().Error);
        await using (var connection = database.Open())
        {
            Assert.AreEqual(0, Count(connection, Some.Subject(7)));
            Assert.AreEqual(1, Count(connection, Some.Subject(8)));
        }

        Assert.IsNotEmpty(boxes);
        foreach (var box in boxes)
        {
            Assert.IsEmpty(ErasureRun.FilesWith(folder, box));
        }
    }

    [TestMethod]
    public async Task A_journal_that_is_put_there_before_the_start_holds_before_ingest_opens()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await FilledAsync(host);
        using var file = new TempFolder();
        await BackupTests.BackUpAsync(host, file);
        await EraseAsync(host, sender);
        using var folder = new TempFolder();
        await using (await BackupTests.RestoredAsync(host, file, folder))
        {
            // Restored without it: the person is back.
        }

        File.Copy(host.Folder.File(Journal), folder.File(Journal), overwrite: true);
        await using var restored = await CentralEndpointHost.StartAsync(folder);

        Assert.AreEqual(0, CountOf(restored, sender));
        var row = Assert.ContainsSingle(await restored.SuppressionsAsync());
        Assert.AreEqual((await host.SuppressionsAsync()).Single().StandIn, row.StandIn);
        var again = new Sender(restored.Ingest, sender.Instance, sender.Key);
        (await again.PostAsync(again.Activity(7, "removal", Before.AddHours(1)))).AssertVerdicts(
            "rejected suppressed "
        );
        Assert.AreEqual(
            await File.ReadAllTextAsync(host.Folder.File(Journal)),
            await File.ReadAllTextAsync(folder.File(Journal)),
            "Nothing is told twice."
        );
        (await CommandRun.OfAsync(restored.Settings, "projection", "verify")).AssertDone();
    }

    [TestMethod]
    public async Task Somebody_of_whom_nothing_had_come_yet_is_kept_out_all_the_same()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        using var file = new TempFolder();
        await BackupTests.BackUpAsync(host, file);
        await sender.PostAsync(sender.Activity(7, "addition", Before));
        await EraseAsync(host, sender);
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.DataFolder);
        File.Copy(host.Folder.File(Journal), folder.File(Journal));

        await using var restored = await BackupTests.RestoredAsync(host, file, folder);

        var again = new Sender(restored.Ingest, sender.Instance, sender.Key);
        (await again.PostAsync(again.Activity(7, "addition", Before))).AssertVerdicts("rejected suppressed ");
    }

    [TestMethod]
    public async Task Whose_suppression_was_lifted_is_not_erased_again()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await FilledAsync(host);
        using var file = new TempFolder();
        await BackupTests.BackUpAsync(host, file);
        await EraseAsync(host, sender);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var number = await host.VerifiedAsync("objection");
        await host.Of<SuppressionLift>().LiftAsync(RequestRun.Officer, number, sender.Instance, Some.Subject(7));
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.DataFolder);
        File.Copy(host.Folder.File(Journal), folder.File(Journal));

        await using var restored = await BackupTests.RestoredAsync(host, file, folder);

        Assert.AreEqual(1, CountOf(restored, sender));
    }

    [TestMethod]
    public async Task What_the_file_lacks_is_written_at_the_start()
    {
        using var folder = new TempFolder();
        string written;
        await using (var host = await CentralEndpointHost.StartAsync(folder))
        {
            var sender = await FilledAsync(host);
            await EraseAsync(host, sender);
            written = await File.ReadAllTextAsync(folder.File(Journal));
        }

        File.Delete(folder.File(Journal));
        await using (await CentralEndpointHost.StartAsync(folder))
        {
            Assert.AreEqual(written, await File.ReadAllTextAsync(folder.File(Journal)));
        }

        // As a machine leaves it that stopped while a line was written.
        await File.WriteAllTextAsync(folder.File(Journal), written[..^20]);
        await using var last = await CentralEndpointHost.StartAsync(folder);
        Assert.AreEqual(written, await File.ReadAllTextAsync(folder.File(Journal)));
        Assert.DoesNotContain(Some.Subject(7), written);
    }

    [TestMethod]
    [DataRow("erased", "lifted")]
    [DataRow("client-1", "client-2")]
    [DataRow("\"mac\":\"", "\"mac\":\"0")]
    [DataRow("{", "")]
    public async Task A_line_that_was_changed_stops_the_start_with_a_message(string part, string other)
    {
        using var folder = new TempFolder();
        await using (var host = await CentralEndpointHost.StartAsync(folder))
        {
            await EraseAsync(host, await FilledAsync(host));
        }

        var journal = await File.ReadAllTextAsync(folder.File(Journal));
        Assert.Contains(part, journal);
        await File.WriteAllTextAsync(folder.File(Journal), journal.Replace(part, other, StringComparison.Ordinal));

        var fault = await Assert.ThrowsExactlyAsync<EndpointFaultException>(() =>
            CentralEndpointHost.StartAsync(folder)
        );
        Assert.Contains("Line 1 of erasures.journal", fault.Message);
    }

    private static async Task<Sender> FilledAsync(CentralEndpointHost host)
    {
        var sender = await host.AddSenderAsync();
        await sender.PostAsync(
            sender.Activity(7, "addition", Before, "amelia@customer.example"),
            sender.Activity(8, "addition", Before, "ben@customer.example")
        );
        return sender;
    }

    private static async Task EraseAsync(CentralEndpointHost host, Sender sender)
    {
        await host.EraseAsync(sender, 7);
        await host.Services.GetRequiredService<ErasureRound>().RunAsync();
    }

    private static void CopyKey(CentralEndpointHost host, TempFolder folder)
    {
        Directory.CreateDirectory(folder.DataFolder);
        File.Copy(host.Folder.File("master.key"), folder.File("master.key"));
    }

    private static long Count(System.Data.Common.DbConnection connection, string subject)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A literal of this class.
        command.CommandText = $"SELECT COUNT(*) FROM activity WHERE subject = '{subject}'";
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    private static long CountOf(CentralEndpointHost host, Sender sender) =>
        host.Count(
            $"SELECT COUNT(*) FROM activity WHERE instance = '{sender.Instance}' AND subject = '{Some.Subject(7)}'"
        );
}
