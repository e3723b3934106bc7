using System.Globalization;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Relational.Tests.Support;

namespace Blueshift.Tracking.Relational.Tests.Reconciling;

/// <summary>Users that plain SQL changes, compared on both databases.</summary>
[TestClass]
public sealed class ReconcileTests
{
    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task RawSql_FoundByReconcile(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider);
        await host.BeginAsync(20);
        await host.Database.RunAsync("DELETE FROM users WHERE id = 'user-07'");
        await host.Database.RunAsync(
            "UPDATE users SET active = 0, email = '', first_name = 'gone' WHERE id = 'user-03'"
        );
        await host.InsertAsync("user-99");

        var dry = await host.ReconcileAsync(dryRun: true);
        await host.DeliverAsync();
        Assert.IsEmpty(host.Sent, "A dry run records nothing.");
        var report = await host.ReconcileAsync();
        await host.DeliverAsync();

        Assert.AreEqual((20, 1, 2), (dry.Users, dry.Additions, dry.Removals));
        Assert.AreEqual(ReconcileOutcome.Completed, report.Outcome);
        Assert.AreEqual((20, 20, 1, 2), (report.Users, report.KnownActive, report.Additions, report.Removals));
        Assert.IsTrue(host.Sent.All(one => (string?)one["origin"] == "reconciled"));
        Assert.AreSequenceEqual(
            [
                "addition user-99@customer.example",
                "removal user-03@customer.example",
                "removal user-07@customer.example",
            ],
            host.SentData("status").Zip(host.SentData("email"), (status, email) => $"{status} {email}").Order()
        );
        Assert.Contains("First-user-03", host.SentData("firstName"), "What the endpoint knows, not what was scrubbed.");
        Assert.AreEqual((0, 0), ((await host.ReconcileAsync()).Additions, (await host.ReconcileAsync()).Removals));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Reconcile_EmptyTable_StopsBySafety(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider);
        await host.BeginAsync(12);
        await host.Database.RunAsync("DELETE FROM users");

        var report = await host.ReconcileAsync();
        var all = await host.ReconcileAsync(fraction: 0.99);
        await host.DeliverAsync();

        Assert.AreEqual((ReconcileOutcome.Stopped, 0, 12), (report.Outcome, report.Users, report.Removals));
        Assert.AreEqual(
            ReconcileOutcome.Stopped,
            all.Outcome,
            "Nobody empties a directory by a share below the whole."
        );
        Assert.IsEmpty(host.Sent);
        Assert.AreEqual(
            (ConditionReason.ReconcileStopped, Severity.Degraded),
            (host.Host.Health.Reason, host.Host.Health.Severity)
        );
        Assert.Contains("12 of the 12", host.Host.Logs.First(log => log.Id.Id == 1094).Message);

        Assert.AreEqual(12, (await host.ReconcileAsync(fraction: 1)).Removals);
        Assert.AreEqual(Severity.Ok, host.Host.Health.Severity);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task More_removals_than_are_believed_stop_it_and_one_fewer_does_not(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider);
        await host.BeginAsync(20);
        await host.Database.RunAsync("DELETE FROM users WHERE id IN ('user-01', 'user-02', 'user-03')");

        Assert.AreEqual(ReconcileOutcome.Stopped, (await host.ReconcileAsync()).Outcome);
        await host.InsertAsync("user-03");
        Assert.AreEqual(2, (await host.ReconcileAsync()).Removals);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Reconcile_WhileInsertUncommitted_EmitsOnce(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider);
        await host.BeginAsync(3);
        Task<ReconcileReport>? during = null;

        await host.RecordAsync(
            UserActivity.Created(ReconcileHost.User("user-98")),
            ReconcileHost.Insert("user-98"),
            () => Beside(provider, during = Task.Run(() => host.ReconcileAsync()))
        );
        var reports = new[] { await during!, await host.ReconcileAsync() };
        var waiting = await host.Database.CountAsync("blueshift_outbox");
        await host.DeliverAsync();
        var after = await host.ReconcileAsync();
        await host.DeliverAsync();

        Assert.IsTrue(
            reports.Append(after).All(report => report is { Outcome: ReconcileOutcome.Completed, Additions: 0 })
        );
        Assert.AreEqual(1, reports[1].Pending);
        Assert.AreEqual(1, waiting);
        Assert.AreEqual("user-98@customer.example", Assert.ContainsSingle(host.SentData("email")));
        Assert.IsNull(host.Sent[0]["origin"]);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Reconcile_WhileDeactivationUncommitted_EndsInactive(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider);
        await host.BeginAsync(3);
        // Nothing saw him come.
        await host.InsertAsync("user-98");
        Task<ReconcileReport>? during = null;

        await host.RecordAsync(
            UserActivity.Deactivated(ReconcileHost.User("user-98")),
            "UPDATE users SET active = 0 WHERE id = 'user-98'",
            () => Beside(provider, during = Task.Run(() => host.ReconcileAsync()))
        );
        var report = await during!;
        await host.DeliverAsync();

        Assert.AreEqual(ReconcileOutcome.Completed, report.Outcome);
        Assert.AreEqual(
            provider == OutboxProvider.PostgreSql ? 1 : 0,
            report.Additions,
            "SQLite lets one write at a time."
        );
        // As the endpoint folds: by date, and by number where the dates are equal.
        var last = host.Sent.OrderBy(one => (string?)one["data"]!["date"], StringComparer.Ordinal).Last();
        Assert.AreEqual("removal", (string?)last["data"]!["status"]);
        Assert.AreEqual(0, (await host.ReconcileAsync()).Additions);
        Assert.AreEqual(1, await host.Database.CountAsync("blueshift_ledger WHERE status = 0"));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task The_baseline_is_sent_once_under_the_dates_of_creation(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider);
        await host.InsertAsync("user-01", "user-02", "user-03");
        await host.Database.RunAsync("UPDATE users SET created_at = NULL WHERE id = 'user-02'");

        var first = await host.ReconcileAsync();
        var second = await host.ReconcileAsync();
        await host.DeliverAsync();
        var third = await host.ReconcileAsync();

        Assert.AreEqual((2, 0, 0), (first.Baseline, second.Baseline, third.Baseline));
        Assert.AreEqual((0, 0), (first.Additions, third.Additions));
        Assert.IsTrue(host.Sent.All(one => (string?)one["origin"] == "baseline"));
        Assert.AreSequenceEqual(["2024-02-29T10:00:00.000Z", "2024-02-29T10:00:00.000Z"], host.SentData("date"));
        Assert.Contains("1 existing users", host.Host.Logs.First(log => log.Id.Id == 1092).Message);

        await host.Database.RunAsync(
            $"UPDATE users SET created_at = {ReconcileHost.Created.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}"
        );
        Assert.AreEqual(1, (await host.ReconcileAsync()).Baseline, "As soon as its date is known.");
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Unasked_nothing_is_sent_of_existing_users_but_each_change(OutboxProvider provider)
    {
        await using var host = await ReconcileHost.CreateAsync(provider, BaselineMode.Ask);
        await host.InsertAsync(Enumerable.Range(1, 10).Select(static number => $"user-{number:00}"));

        var first = await host.ReconcileAsync();
        await host.Database.RunAsync("DELETE FROM users WHERE id = 'user-05'");
        await host.InsertAsync("user-99");
        var second = await host.ReconcileAsync();
        await host.DeliverAsync();

        Assert.AreEqual((10, 0, 0), (first.Users, first.Additions, first.Baseline));
        Assert.AreEqual((1, 1), (second.Additions, second.Removals));
        Assert.AreSequenceEqual(
            ["user-05@customer.example", "user-99@customer.example"],
            host.SentData("email").Order()
        );
        Assert.AreEqual(
            (BaselineState.Undecided, ConditionReason.BaselineUndecided),
            (host.Host.Health.Baseline, host.Host.Health.Reason)
        );
        Assert.AreEqual(
            "10 existing users were not sent. Set UserActivityTracking:Baseline to Send or Skip.",
            host.Host.Health.Fix
        );
    }

    // On PostgreSQL it runs to its end before the host commits; on SQLite, where one writes at a time, it waits for the commit.
    private static Task Beside(OutboxProvider provider, Task run) =>
        provider == OutboxProvider.PostgreSql ? run : Task.CompletedTask;
}
