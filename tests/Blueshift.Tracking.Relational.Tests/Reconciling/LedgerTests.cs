using System.Data.Common;
using System.Text;
using System.Text.Json.Nodes;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Tests.Support;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Relational.Tests.Reconciling;

/// <summary>What is kept of each user as activities settle, and what becomes of it when somebody asks.</summary>
[TestClass]
public sealed class LedgerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task What_is_delivered_is_kept_with_a_contact_while_the_user_is_active(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider);
        await host.Host.Tracker.TrackAsync([
            UserActivity.Created(ReconcileHost.User("eva")),
            UserActivity.Created(ReconcileHost.User("tom")),
            UserActivity.Deleted(ReconcileHost.User("ann")),
        ]);
        Assert.AreEqual(0, await host.Database.CountAsync("blueshift_ledger"));

        await host.DeliverAsync();
        await host.Host.Tracker.TrackAsync(UserActivity.Deactivated(ReconcileHost.User("tom")));
        await host.DeliverAsync();

        Assert.AreSequenceEqual(
            ["eva: Active, eva@customer.example", "tom: Removed, none", "ann: Removed, none"],
            (await Task.WhenAll(LineAsync(host, "eva"), LineAsync(host, "tom"), LineAsync(host, "ann")))
        );
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task An_older_activity_never_overwrites_a_newer_and_of_two_alike_the_later_counts(
        OutboxProvider provider
    )
    {
        await using var host = await ReconcileHost.CreateAsync(provider);
        await TrackAsync(host, UserActivity.Deactivated(ReconcileHost.User("eva")).At(Now));
        await TrackAsync(host, UserActivity.Created(ReconcileHost.User("eva")).At(Now.AddMilliseconds(-1)));
        Assert.AreEqual("eva: Removed, none", await LineAsync(host, "eva"));

        await TrackAsync(host, UserActivity.Reactivated(ReconcileHost.User("eva")).At(Now));
        Assert.AreEqual("eva: Active, eva@customer.example", await LineAsync(host, "eva"));

        // In one claim too, in whatever order they were recorded.
        await TrackAsync(
            host,
            UserActivity.Deactivated(ReconcileHost.User("tom")).At(Now),
            UserActivity.Created(ReconcileHost.User("tom")).At(Now.AddMilliseconds(-1)),
            UserActivity.Created(ReconcileHost.User("ann")).At(Now),
            UserActivity.Deactivated(ReconcileHost.User("ann")).At(Now)
        );
        Assert.AreEqual("tom: Removed, none", await LineAsync(host, "tom"));
        Assert.AreEqual("ann: Removed, none", await LineAsync(host, "ann"));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task A_row_and_its_entry_are_settled_together_or_not_at_all(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider);
        await host.Host.Tracker.TrackAsync(UserActivity.Created(ReconcileHost.User("eva")));
        var buffer = host.Host.Get<IActivityBuffer>();
        var claim = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);
        await host.Database.RunAsync("ALTER TABLE blueshift_ledger RENAME TO away");

        await buffer.SettleAsync(claim!, [Settlement.Delivered], CancellationToken.None);

        Assert.AreEqual(
            1,
            await host.Database.CountAsync("blueshift_outbox"),
            "It is sent again, and its id makes that harmless."
        );
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Without_a_user_directory_nothing_is_kept(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider, hasDirectory: false);
        await TrackAsync(host, UserActivity.Created(ReconcileHost.User("eva")));

        Assert.AreEqual(0, await host.Database.CountAsync("blueshift_ledger"));
        Assert.AreEqual(ReconcileOutcome.Off, (await host.ReconcileAsync()).Outcome);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Whom_the_endpoint_suppresses_is_neither_told_again_nor_counted(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider);
        await host.BeginAsync(3);
        await host.Host.Tracker.TrackAsync(UserActivity.Deactivated(ReconcileHost.User("user-02")));
        await host.DeliverAsync(Settlement.Drop(DropReason.Suppressed));

        var report = await host.ReconcileAsync();
        var set = await StoreOf(host).ReadActiveSetAsync(CancellationToken.None);

        Assert.AreEqual("user-02: Suppressed, none", await LineAsync(host, "user-02"));
        Assert.AreEqual((ReconcileOutcome.Completed, 0, 0), (report.Outcome, report.Additions, report.Removals));
        Assert.AreEqual(2, set.Count);
        Assert.AreEqual(Number("user-01") ^ Number("user-03"), set.Digest);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Who_is_erased_while_on_the_wire_is_not_kept_when_it_arrives(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider);
        await host.Host.Tracker.TrackAsync(UserActivity.Created(ReconcileHost.User("eva")));
        var buffer = host.Host.Get<IActivityBuffer>();
        var claim = await buffer.ClaimAsync(1, 100_000, CancellationToken.None);
        await host.Host.Get<IUserActivityPrivacy>().EraseAsync(PersonQuery.ByKey("eva"));

        await buffer.SettleAsync(claim!, [Settlement.Delivered], CancellationToken.None);

        Assert.AreEqual(
            (0L, 0L),
            (await host.Database.CountAsync("blueshift_outbox"), await host.Database.CountAsync("blueshift_ledger"))
        );
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task A_person_is_found_shown_and_erased_in_the_ledger_too(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider);
        await TrackAsync(
            host,
            UserActivity.Created(ReconcileHost.User("eva")),
            UserActivity.Deleted(ReconcileHost.User("tom"))
        );
        var privacy = host.Host.Get<IUserActivityPrivacy>();

        var found = await privacy.FindAsync(PersonQuery.ByEmail("EVA@customer.example"));
        using var stream = new MemoryStream();
        await privacy.ExportAsync(PersonQuery.ByKey("eva"), stream);
        var removed = await privacy.EraseAsync(PersonQuery.ByKey("tom"));
        var erased = await privacy.EraseAsync(PersonQuery.ByKey("eva"));

        Assert.AreEqual((1, 1), (found.Ledger, found.Found));
        var entry = JsonNode.Parse(stream.ToArray())!["activities"]!.AsArray().Single()!;
        Assert.AreEqual(("ledger", "eva"), ((string?)entry["store"], (string?)entry["key"]));
        Assert.AreEqual("First-eva", (string?)entry["activity"]!["data"]!["firstName"]);
        Assert.AreEqual(
            (1, 1),
            (removed.Ledger, removed.Erased),
            "Of whom the code alone is left is found by his key."
        );
        Assert.AreEqual((1, 1, true), (erased.Ledger, erased.Erased, erased.IsComplete));
        Assert.AreEqual(0, await host.Database.CountAsync("blueshift_ledger"));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Whom_the_endpoint_asks_to_forget_is_erased_and_never_told_again(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider);
        await host.BeginAsync(3);
        var subjects = new List<ReadOnlyMemory<byte>>
        {
            Subject.BytesOf(Number("user-02")),
            Subject.BytesOf(Number("never-seen")),
        };

        var findings = await host.Host.Get<ISubjectErasure>().EraseAsync(subjects, CancellationToken.None);
        var report = await host.ReconcileAsync();

        Assert.IsTrue(findings.IsComplete);
        Assert.AreEqual(1, findings.Ledger);
        Assert.AreEqual(0, report.Additions);
        Assert.AreEqual(2, await host.Database.CountAsync("blueshift_ledger WHERE status = 2 AND contact IS NULL"));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task With_a_key_no_contact_lies_there_in_clear_and_a_removal_is_complete_all_the_same(
        OutboxProvider provider
    )
    {
        using var key = new TemporaryFile(new string('k', 32));
        await using var host = await ReconcileHost.CreateAsync(
            provider,
            change: options => options.Buffer.KeyFile = key.Path
        );
        await host.BeginAsync(10);
        await using var command = host.Database.Source.CreateCommand("SELECT contact FROM blueshift_ledger");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            Assert.DoesNotContain("customer.example", Encoding.Latin1.GetString((byte[])reader.GetValue(0)));
        }
        await reader.DisposeAsync();
        await host.Database.RunAsync("DELETE FROM users WHERE id = 'user-04'");

        await host.ReconcileAsync();
        await host.DeliverAsync();

        Assert.AreEqual("Last-user-04", Assert.ContainsSingle(host.SentData("lastName")));
    }

    private static async Task TrackAsync(ReconcileHost host, params IEnumerable<UserActivity> activities)
    {
        await host.Host.Tracker.TrackAsync(activities);
        await host.DeliverAsync();
    }

    private static async Task<string> LineAsync(ReconcileHost host, string key)
    {
        await using var command = host.Database.Source.CreateCommand(
            "SELECT status, contact FROM blueshift_ledger WHERE subject = @subject"
        );
        var subject = command.CreateParameter();
        (subject.ParameterName, subject.Value) = ("@subject", Subject.BytesOf(Number(key)));
        command.Parameters.Add(subject);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.IsTrue(await reader.ReadAsync());
        var contact = reader.IsDBNull(1) ? null : LedgerContact.Read((byte[])reader.GetValue(1));
        return $"{key}: {(LedgerStatus)reader.GetInt64(0)}, {contact?.Email ?? "none"}";
    }

    private static UInt128 Number(string key) => new Subject(Some.InstanceId).Number(key);

    private static IReconcileStore StoreOf(ReconcileHost host) => host.Host.Get<IReconcileStore>();
}
