using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Relational.Buffering;
using Blueshift.Tracking.Relational.Tests.Support;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Relational.Tests.Registration;

/// <summary>The whole library with the outbox as its buffer.</summary>
[TestClass]
public sealed class UseOutboxTests
{
    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task What_is_tracked_lies_in_the_table_and_is_delivered_and_needs_no_folder(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        await using var host = new OutboxHost(database);
        var gate = new TaskCompletionSource();
        host.Transport.Gate = gate.Task;

        var result = await host.Tracker.TrackAsync(Some.Activity());
        var waiting = await database.CountAsync("blueshift_outbox");
        gate.SetResult();
        await host.FlushAsync();

        Assert.IsTrue(result.IsRecorded);
        Assert.AreEqual((1L, 0L), (waiting, await database.CountAsync("blueshift_outbox")));
        Assert.AreEqual((1, 1, 0), (host.State.Recorded, host.State.Delivered, host.State.Waiting));
        var health = host.Health.Buffer!.Value.Description;
        Assert.AreEqual(("outbox", "none (host database)"), (health.Kind, health.Key));
        Assert.Contains(
            "buffer outbox (key: none (host database))",
            string.Join('\n', host.Logs.Select(log => log.Message))
        );
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task In_a_transaction_that_commits_it_is_delivered_and_in_one_that_does_not_it_never_was(
        OutboxProvider provider
    )
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        await using var host = new OutboxHost(database);

        var rolledBack = await TrackAsync(host, database, "ghost", commit: false);
        var committed = await TrackAsync(host, database, "real", commit: true);
        await host.FlushAsync();

        Assert.IsTrue(rolledBack.IsRecorded && committed.IsRecorded);
        var sent = await host.Transport.NextAsync();
        Assert.AreEqual(committed.ActivityId, sent.Activities.Single().Id);
        Assert.AreEqual(1, host.State.Delivered);
        Assert.AreEqual(1L, await database.CountAsync("people"));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task What_the_host_commits_itself_is_sent_about_a_second_later(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        await using var host = new OutboxHost(database);
        await host.Tracker.TrackAsync(Some.Activity("first"));
        await host.Transport.NextAsync();

        var committed = await TrackAsync(host, database, "real", commit: true);
        host.Time.Advance(TimeSpan.FromSeconds(1));
        var sent = await host.Transport.NextAsync();

        Assert.AreEqual(committed.ActivityId, sent.Activities.Single().Id);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task The_hosts_own_retry_under_one_id_is_one_activity(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        await using var host = new OutboxHost(database);
        host.Transport.Gate = new TaskCompletionSource().Task;
        var activity = Some.Activity().WithId(Guid.CreateVersion7());

        var first = await host.Tracker.TrackAsync(activity);
        var second = await host.Tracker.TrackAsync(activity);

        Assert.IsTrue(first.IsRecorded && second.IsRecorded);
        Assert.AreEqual(1L, await database.CountAsync("blueshift_outbox"));
        Assert.AreEqual(1, host.State.Recorded);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task While_the_tables_are_missing_it_is_refused_and_the_transaction_goes_on_and_it_heals_by_itself(
        OutboxProvider provider
    )
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        await database.RunAsync("ALTER TABLE blueshift_ledger RENAME TO away");
        await using var host = new OutboxHost(database);

        var refused = await host.Tracker.TrackAsync(Some.Activity());
        var within = await TrackAsync(host, database, "goes-on", commit: true);
        var missing = host.Health;
        await database.RunAsync("ALTER TABLE away RENAME TO blueshift_ledger");
        host.Time.Advance(TimeSpan.FromMinutes(1));
        var recorded = await host.Tracker.TrackAsync(Some.Activity());

        Assert.AreEqual(RefusalReason.OutboxMissing, refused.RefusalReason);
        Assert.AreEqual(RefusalReason.OutboxMissing, within.RefusalReason);
        Assert.AreEqual(1L, await database.CountAsync("people"), "The host's own change went on.");
        Assert.AreEqual((ConditionReason.OutboxMissing, Severity.Failing), (missing.Reason, missing.Severity));
        Assert.Contains("dotnet ef migrations add", missing.Fix);
        Assert.IsTrue(recorded.IsRecorded);
        Assert.ContainsSingle(log => log.Id == 1082, host.Logs);
        Assert.ContainsSingle(log => log.Id == 1083, host.Logs);
    }

    [TestMethod]
    public async Task A_database_that_is_away_is_told_once_and_found_again()
    {
        await using var database = await HostDatabase.CreateAsync(OutboxProvider.Sqlite);
        await using var source = new FailingDataSource(database.Source);
        await using var host = new OutboxHost(database, source: source);
        await host.Tracker.TrackAsync(Some.Activity("before"));
        await host.FlushAsync();
        source.IsDown = true;

        var refused = await host.Tracker.TrackAsync(Some.Activity("during"));
        var severity = host.Health.Severity;
        source.IsDown = false;
        var recorded = await host.Tracker.TrackAsync(Some.Activity("after"));

        Assert.AreEqual(RefusalReason.StorageFault, refused.RefusalReason);
        Assert.AreEqual(Severity.Failing, severity);
        Assert.IsTrue(recorded.IsRecorded);
        Assert.ContainsSingle(log => log.Id == 1080, host.Logs);
        Assert.ContainsSingle(log => log.Id == 1081, host.Logs);
        Assert.IsEmpty(host.Logs.Where(log => log.Message.Contains(FailingDataSource.Text, StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task DatabaseDown_BacksOff()
    {
        await using var database = await HostDatabase.CreateAsync(OutboxProvider.Sqlite);
        await using var source = new FailingDataSource(database.Source);
        source.IsDown = true;
        await using var host = new OutboxHost(database, source: source);
        await host.Tracker.TrackAsync(Some.Activity());
        // It rings for something that cannot be claimed.
        await host.Get<OutboxBuffer>().ChangedAsync();

        var before = source.Opened;
        for (var wait = 0; wait < 10; wait++)
        {
            await host.Time.PassWaitAsync(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
        }

        Assert.IsInRange(5, 60, source.Opened - before, "Each wait has one look, not a busy loop.");
    }

    [TestMethod]
    public async Task What_is_too_old_is_given_up_and_counted()
    {
        await using var database = await HostDatabase.CreateAsync(OutboxProvider.Sqlite);
        await using var host = new OutboxHost(database, options => options.Buffer.MaxAge = TimeSpan.FromHours(1));
        var context = host.Get<OutboxContext>();
        var buffer = host.Get<OutboxBuffer>();
        using var scratch = new ActivityScratch();
        host.Get<ActivityEncoder>().Encode(Some.Activity(), scratch);
        await buffer.AppendAsync(scratch.Activities, CancellationToken.None);
        host.Time.Advance(TimeSpan.FromMinutes(61));

        await new OutboxHousekeeping(context).RunAsync();
        await buffer.ChangedAsync();

        Assert.AreEqual((1, 0, 1), (buffer.GetState().Recorded, buffer.GetState().Waiting, buffer.GetState().Dropped));
        Assert.AreEqual(DropReason.Expired, buffer.GetState().GivenUp.LatestDrop);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task What_another_instance_left_is_told_after_a_quarter_of_an_hour(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        await using (var other = new OutboxHost(database, options => options.ClientInstanceId = "acme-old"))
        {
            other.Transport.Gate = new TaskCompletionSource().Task;
            await other.Tracker.TrackAsync(Some.Activity());
        }
        await using var host = new OutboxHost(database);
        var buffer = host.Get<OutboxBuffer>();
        await buffer.OpenAsync(CancellationToken.None);
        var early = buffer.GetState().Foreign;
        host.Time.Advance(TimeSpan.FromMinutes(16));

        await buffer.OpenAsync(CancellationToken.None);

        Assert.AreEqual((0L, 1L, 0L), (early, buffer.GetState().Foreign, buffer.GetState().Waiting));
        Assert.ContainsSingle(log => log.Id == 1046, host.Logs);
    }

    [TestMethod]
    public async Task The_journal_takes_part_in_no_transaction_and_says_what_to_do()
    {
        await using var database = await HostDatabase.CreateAsync(OutboxProvider.Sqlite);
        await using var journal = new TrackingHost(new ScriptedTransport());
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        var thrown = await Assert.ThrowsExactlyAsync<InvalidOperationException>(() =>
            journal.Tracker.TrackAsync(Some.Activity(), transaction).AsTask()
        );

        Assert.Contains("UseOutbox", thrown.Message);
    }

    [TestMethod]
    public async Task An_ended_transaction_is_a_programming_error()
    {
        await using var database = await HostDatabase.CreateAsync(OutboxProvider.Sqlite);
        await using var host = new OutboxHost(database);
        await using var connection = await database.Source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await transaction.CommitAsync();

        var thrown = await Assert.ThrowsExactlyAsync<InvalidOperationException>(() =>
            host.Tracker.TrackAsync(Some.Activity(), transaction).AsTask()
        );

        Assert.Contains("has ended", thrown.Message);
    }

    [TestMethod]
    public void Another_provider_is_told_which_there_are()
    {
        var builder = new ServiceCollection().AddUserActivityTracking();

        var thrown = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => builder.UseOutbox((OutboxProvider)7));

        Assert.Contains("PostgreSQL and SQLite alone", thrown.Message);
    }

    [TestMethod]
    public void Without_a_data_source_the_start_says_how_to_register_one()
    {
        var settings = new TrackingSettings { Register = builder => builder.UseOutbox(OutboxProvider.PostgreSql) };

        Assert.Contains("registers no DbDataSource", settings.Message());
    }

    [TestMethod]
    public void A_data_source_of_the_other_database_is_found_at_start()
    {
        using var source = SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");
        var settings = new TrackingSettings
        {
            Register = builder => builder.UseOutbox(OutboxProvider.PostgreSql, _ => source),
        };

        Assert.Contains("makes a SqliteConnection. Say UseOutbox(OutboxProvider.Sqlite)", settings.Message());
    }

    [TestMethod]
    public void A_schema_on_SQLite_is_found_at_start()
    {
        using var source = SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");
        var settings = new TrackingSettings
        {
            Register = builder => builder.UseOutbox(OutboxProvider.Sqlite, _ => source).OutboxTables("x_", "other"),
        };

        Assert.Contains("SQLite has none", settings.Message());
    }

    private static async Task<TrackResult> TrackAsync(OutboxHost host, HostDatabase database, string name, bool commit)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO people (name) VALUES ('{name}')";
        await command.ExecuteNonQueryAsync();
        var result = await host.Tracker.TrackAsync(Some.Activity(name), transaction);
        if (commit)
        {
            await transaction.CommitAsync();
        }
        return result;
    }
}
