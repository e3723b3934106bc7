using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blueshift.Tracking.Tests.Reconciling;

[TestClass]
public sealed class ReconcilerTests
{
    [TestMethod]
    public async Task What_the_endpoint_lacks_is_recorded_and_what_it_has_is_not()
    {
        await using var bench = new ReconcileBench();
        bench.Known(20);
        bench.Directory.Add("user-00003", isActive: false);
        bench.Directory.Remove("user-00004");
        bench.Directory.Add("new");
        bench.Directory.Add("never-active", isActive: false);
        bench.Directory.Add("back");
        bench.Ledger.Knows("back", LedgerStatus.Removed, bench.Now.AddDays(-9), hasContact: false);

        var report = await bench.RunAsync();

        Assert.AreSequenceEqual(
            [
                "Reconciled Addition back",
                "Reconciled Addition new",
                "Reconciled Removal user-00003",
                "Reconciled Removal user-00004",
            ],
            bench.Words
        );
        Assert.AreEqual((22, 20, 2, 2), (report.Users, report.KnownActive, report.Additions, report.Removals));
        Assert.AreEqual("user-00004@customer.example", bench.Recorded[^1].Activity.User.Email);
    }

    [TestMethod]
    public async Task Findings_are_dated_before_the_comparison_and_after_what_is_known()
    {
        await using var bench = new ReconcileBench();
        bench.Known(20);
        bench.Directory.Add("new");
        bench.Directory.Remove("user-00004");
        bench.Ledger.Knows("user-00004", LedgerStatus.Active, bench.Now.AddMinutes(-1));

        await bench.RunAsync();

        Assert.AreSequenceEqual(
            [bench.Now.AddMinutes(-5), bench.Now.AddMinutes(-1).AddMilliseconds(1)],
            bench.Recorded.Select(one => one.Activity.Date!.Value)
        );
    }

    [TestMethod]
    public async Task More_than_a_tenth_of_removals_stops_it_and_a_tenth_does_not()
    {
        await using var bench = new ReconcileBench();
        bench.Known(20);
        bench.Directory.Add("new");
        bench.Directory.Remove("user-00001");
        bench.Directory.Add("user-00002", isActive: false);
        bench.Directory.Remove("user-00003");

        var stopped = await bench.RunAsync();
        Assert.AreEqual((ReconcileOutcome.Stopped, 1, 3), (stopped.Outcome, stopped.Additions, stopped.Removals));
        Assert.IsEmpty(bench.Recorded, "Not even what is missing beside them.");
        Assert.IsTrue(bench.Condition.IsStopped);
        Assert.Contains("3 of the 20", Assert.ContainsSingle(log => log.Id.Id == 1094, bench.Host.Logs).Message);

        bench.Directory.Add("user-00003");
        Assert.AreEqual(2, (await bench.RunAsync()).Removals);
        Assert.IsFalse(bench.Condition.IsStopped);
    }

    [TestMethod]
    public async Task A_larger_share_is_taken_when_somebody_says_so_and_the_whole_alone_of_an_empty_directory()
    {
        await using var bench = new ReconcileBench();
        bench.Known(4);
        bench.Directory.Remove("user-00001");
        Assert.AreEqual(1, (await bench.RunAsync(new ReconcileRequest { MaxRemovalFraction = 0.25 })).Removals);

        bench.Directory.Clear();
        Assert.AreEqual(
            ReconcileOutcome.Stopped,
            (await bench.RunAsync(new ReconcileRequest { MaxRemovalFraction = 0.9 })).Outcome
        );
        Assert.AreEqual(3, (await bench.RunAsync(new ReconcileRequest { MaxRemovalFraction = 1 })).Removals);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ReconcileRequest { MaxRemovalFraction = 1.1 });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            new ReconcileRequest { MaxRemovalFraction = double.NaN }
        );
    }

    [TestMethod]
    public async Task A_directory_that_is_emptied_between_counting_and_recording_removes_no_more_than_is_believed()
    {
        await using var bench = new ReconcileBench();
        bench.Known(30);
        bench.Directory.Add("user-00001", isActive: false);
        bench.Directory.OnList = listings =>
        {
            for (var number = 2; listings == 1 && number <= 30; number++)
            {
                bench.Directory.Add($"user-{number:00000}", isActive: false);
            }
        };

        var report = await bench.RunAsync();

        Assert.AreEqual((ReconcileOutcome.Stopped, 3), (report.Outcome, report.Removals));
        Assert.HasCount(3, bench.Recorded);
    }

    [TestMethod]
    public async Task A_dry_run_counts_and_leaves_everything_as_it_is()
    {
        await using var bench = new ReconcileBench();
        bench.Known(10);
        bench.Directory.Add("new");
        bench.Directory.Remove("user-00001");
        bench.Ledger.IsMine = false;

        var report = await bench.RunAsync(new ReconcileRequest { DryRun = true });

        Assert.AreEqual((ReconcileOutcome.Completed, 1, 1), (report.Outcome, report.Additions, report.Removals));
        Assert.IsEmpty(bench.Recorded);
        Assert.IsNull(bench.Ledger.LastEnd);
    }

    [TestMethod]
    public async Task Who_has_something_on_its_way_and_whom_the_endpoint_suppresses_are_left_alone()
    {
        await using var bench = new ReconcileBench();
        bench.Known(20);
        bench.Directory.Add("pending");
        bench.Ledger.IsPending("pending");
        bench.Directory.Remove("user-00002");
        bench.Ledger.IsPending("user-00002");
        bench.Directory.Add("suppressed");
        bench.Ledger.Knows("suppressed", LedgerStatus.Suppressed, bench.Now.AddDays(-1), hasContact: false);

        var report = await bench.RunAsync();

        Assert.IsEmpty(bench.Recorded);
        Assert.AreEqual((0, 0, 2), (report.Additions, report.Removals, report.Pending));
    }

    [TestMethod]
    public async Task A_user_is_read_anew_before_anything_is_recorded_of_him()
    {
        await using var bench = new ReconcileBench();
        bench.Known(20);
        bench.Directory.Add("new");
        bench.Directory.Remove("user-00002");
        bench.Directory.OnFind = key =>
        {
            // Meanwhile the one was deactivated and the other is back.
            bench.Directory.Add(key, isActive: key != "new");
        };

        var report = await bench.RunAsync();

        Assert.IsEmpty(bench.Recorded);
        Assert.AreEqual((0, 0), (report.Additions, report.Removals));
    }

    [TestMethod]
    public async Task Whose_contact_cannot_be_read_is_counted_and_not_made_up()
    {
        await using var bench = new ReconcileBench();
        bench.Known(20);
        bench.Directory.Remove("user-00002");
        bench.Ledger.Knows("user-00002", LedgerStatus.Active, bench.Now.AddDays(-1), hasContact: false);

        var report = await bench.RunAsync();

        Assert.AreEqual((0, 1), (report.Removals, report.Unreadable));
        Assert.ContainsSingle(log => log.Id.Id == 1098, bench.Host.Logs);
    }

    [TestMethod]
    public async Task Who_changed_sides_meanwhile_is_left_to_the_next_comparison()
    {
        await using var bench = new ReconcileBench();
        bench.Known(20);
        bench.Directory.Add("back");
        bench.Ledger.Knows("back", LedgerStatus.Removed, bench.Now.AddDays(-1));
        bench.Directory.OnFind = key =>
        {
            // Meanwhile somebody told that he is back, and he is gone.
            bench.Ledger.Knows(key, LedgerStatus.Active, bench.Now.AddHours(-1));
            bench.Directory.Remove(key);
        };

        await bench.RunAsync();
        Assert.IsEmpty(bench.Recorded);
        bench.Directory.OnFind = null;
        await bench.RunAsync();

        Assert.AreSequenceEqual(["Reconciled Removal back"], bench.Words);
    }

    [TestMethod]
    public async Task On_a_standing_that_nobody_could_read_nothing_is_compared()
    {
        await using var bench = new ReconcileBench();
        bench.Directory.AddMany(1, 3);
        bench.Ledger.IsClosed = true;

        var report = await bench.RunAsync();

        Assert.AreEqual(ReconcileOutcome.Faulted, report.Outcome);
        Assert.AreEqual(0, bench.Ledger.CountOf(LedgerStatus.Unsent), "Nobody is taken for one who was there before.");
    }

    [TestMethod]
    public void What_another_process_compared_since_ends_a_failure_here()
    {
        var time = new ObservedTimeProvider();
        var condition = new TrackingCondition(time);
        var reporter = new ReconcileReporter(condition, NullLogger.Instance, time);
        reporter.Failed(new InvalidOperationException());
        time.Advance(TimeSpan.FromHours(1));

        reporter.Stands(Elsewhere(TimeSpan.FromHours(2)));
        Assert.IsTrue(condition.Directory.IsStopped, "That was before it failed.");
        reporter.Stands(Elsewhere(TimeSpan.FromMinutes(5)));

        Assert.IsFalse(condition.Directory.IsStopped);

        static ReconcileStanding Elsewhere(TimeSpan since) =>
            new()
            {
                IsHeld = false,
                Idle = TimeSpan.Zero,
                SinceCompleted = since,
                Asked = default,
                ResyncAsked = default,
                Directory = new DirectoryCondition(BaselineState.Sent, 0, IsStopped: false),
            };
    }

    [TestMethod]
    public async Task A_process_that_loses_its_lease_records_nothing_more_and_says_so()
    {
        await using var bench = new ReconcileBench();
        bench.Known(1);
        bench.Directory.AddMany(100, 3);
        bench.Ledger.OnRecord = recorded => bench.Ledger.IsMine = recorded < 1;

        Assert.AreEqual(ReconcileOutcome.Busy, (await bench.RunAsync()).Outcome);
        Assert.HasCount(1, bench.Recorded);
        Assert.IsNull(bench.Ledger.LastEnd);
    }

    [TestMethod]
    public async Task A_directory_that_throws_sends_nothing_and_its_words_stand_nowhere()
    {
        await using var bench = new ReconcileBench();
        bench.Known(3);
        bench.Directory.Add("new");
        bench.Directory.Fault = new InvalidOperationException("canary@customer.example");

        var report = await bench.RunAsync();

        Assert.AreEqual(ReconcileOutcome.Faulted, report.Outcome);
        Assert.IsEmpty(bench.Recorded);
        Assert.IsTrue(bench.Condition.IsStopped);
        var log = Assert.ContainsSingle(log => log.Id.Id == 1095, bench.Host.Logs);
        Assert.Contains("the user directory failed (System.InvalidOperationException)", log.Message);
        Assert.DoesNotContain("canary", string.Join('\n', bench.Host.Logs.Select(one => one.Message + one.Exception)));

        bench.Directory.Fault = null;
        Assert.AreEqual(1, (await bench.RunAsync()).Additions);
        Assert.IsFalse(bench.Condition.IsStopped);
        Assert.ContainsSingle(log => log.Id.Id == 1096, bench.Host.Logs);
    }

    [TestMethod]
    public async Task A_directory_that_does_not_go_on_behind_a_key_is_a_fault_and_no_endless_reading()
    {
        await using var bench = new ReconcileBench();
        bench.Known(ReconcileScan.PageCount);
        bench.Directory.IgnoresKey = true;

        Assert.AreEqual(ReconcileOutcome.Faulted, (await bench.RunAsync()).Outcome);
        Assert.IsLessThan(3 * ReconcileScan.PageCount, bench.Directory.Listed);
    }

    [TestMethod]
    public async Task Several_pages_are_one_comparison()
    {
        await using var bench = new ReconcileBench();
        bench.Known((2 * ReconcileScan.PageCount) + 7);
        bench.Directory.Remove("user-00007");
        bench.Directory.Add("user-00507", isActive: false);
        bench.Directory.Add("user-01001", isActive: false);

        var report = await bench.RunAsync();

        Assert.AreEqual((1006, 1007, 0, 3), (report.Users, report.KnownActive, report.Additions, report.Removals));
    }

    [TestMethod]
    public async Task What_is_recorded_counts_as_recorded()
    {
        await using var bench = new ReconcileBench();
        bench.Known(20);
        bench.Directory.Add("new");
        using var recorded = bench.Host.Counter("activities.recorded");
        using var captured = bench.Host.Counter("activities.captured");

        await bench.RunAsync();

        Assert.AreEqual(
            (1, 1),
            (
                recorded.GetMeasurementSnapshot().Sum(one => one.Value),
                captured.GetMeasurementSnapshot().Sum(one => one.Value)
            )
        );
    }
}
