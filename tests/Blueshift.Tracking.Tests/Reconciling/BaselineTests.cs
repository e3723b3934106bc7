using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Health;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Reconciling;

/// <summary>The users who were there before tracking.</summary>
[TestClass]
public sealed class BaselineTests
{
    [TestMethod]
    public async Task Unasked_they_are_noted_and_nothing_is_sent_but_what_changes_from_then_on()
    {
        await using var bench = new ReconcileBench(BaselineMode.Ask);
        bench.Directory.AddMany(1, 1240);
        bench.Directory.Add("inactive", isActive: false);

        await bench.RunAsync();
        Assert.IsEmpty(bench.Recorded);
        Assert.AreEqual(new DirectoryCondition(BaselineState.Undecided, 1240, IsStopped: false), bench.Condition);

        bench.Directory.Add("new");
        bench.Directory.Remove("user-00001");
        await bench.RunAsync();
        Assert.AreSequenceEqual(["Reconciled Addition new", "Reconciled Removal user-00001"], bench.Words);
    }

    [TestMethod]
    public async Task Skipped_they_are_noted_and_nobody_is_asked()
    {
        await using var bench = new ReconcileBench(BaselineMode.Skip);
        bench.Directory.AddMany(1, 3);

        await bench.RunAsync();

        Assert.IsEmpty(bench.Recorded);
        Assert.AreEqual((BaselineState.Skipped, 3), (bench.Condition.Baseline, bench.Condition.Unsent));
        Assert.AreEqual("skipped", HealthData.Of(bench.Host.Get<TrackingHealth>().Read())["baseline"]);
        Assert.DoesNotContain(log => log.Id.Id == 1090, bench.Host.Logs);
    }

    [TestMethod]
    public async Task Sent_they_are_told_once_under_the_date_on_which_they_were_created()
    {
        await using var bench = new ReconcileBench(BaselineMode.Send);
        bench.Directory.AddMany(1, 3);
        bench.Directory.Add("inactive", isActive: false, ListedDirectory.Created);
        bench.Directory.Add("pending", createdAt: ListedDirectory.Created);
        bench.Ledger.IsPending("pending");

        var first = await bench.RunAsync();
        bench.Ledger.Deliver();
        await bench.RunAsync();

        Assert.AreEqual(3, first.Baseline);
        Assert.AreSequenceEqual(
            ["Baseline Addition user-00001", "Baseline Addition user-00002", "Baseline Addition user-00003"],
            bench.Words
        );
        Assert.IsTrue(bench.Recorded.All(one => one.Activity.Date == ListedDirectory.Created));
        Assert.AreEqual(BaselineState.Sent, bench.Condition.Baseline);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("0001-01-01")]
    [DataRow("2026-11-25")]
    public async Task Whose_date_is_not_known_is_not_sent_until_it_is_and_none_is_made_up(string? created)
    {
        await using var bench = new ReconcileBench(BaselineMode.Send);
        DateTimeOffset? date = created is null ? null : DateTimeOffset.Parse(created + "T00:00:00Z", null);
        bench.Directory.Add("undated", createdAt: date);
        bench.Directory.AddMany(1, 1);

        await bench.RunAsync();
        bench.Ledger.Deliver();
        await bench.RunAsync();
        Assert.AreEqual("Baseline Addition user-00001", Assert.ContainsSingle(bench.Words));
        Assert.AreEqual(LedgerStatus.Unsent, bench.Ledger.StatusOf("undated"));
        Assert.Contains(log => log.Id.Id == 1092, bench.Host.Logs);

        bench.Directory.Add("undated", createdAt: ListedDirectory.Created);
        await bench.RunAsync();
        Assert.AreEqual("Baseline Addition undated", bench.Words[^1]);
        Assert.AreEqual(BaselineState.Sent, bench.Condition.Baseline);
    }

    [TestMethod]
    public async Task Killed_in_the_middle_it_goes_on_where_it_was_and_sends_nobody_twice()
    {
        await using var bench = new ReconcileBench(BaselineMode.Send);
        bench.Directory.AddMany(1, 1200);
        bench.Ledger.OnRecord = recorded => _ = recorded == 700 ? throw new InvalidOperationException("killed") : 0;
        Assert.AreEqual(ReconcileOutcome.Faulted, (await bench.RunAsync()).Outcome);
        Assert.AreEqual(BaselineState.None, bench.Ledger.Directory.Baseline);
        bench.Ledger.OnRecord = null;

        // Some were delivered meanwhile, some wait.
        bench
            .Ledger.Recorded[..300]
            .ForEach(one => bench.Ledger.Knows(one.Activity.User.Key, LedgerStatus.Active, one.Activity.Date!.Value));
        var report = await bench.RunAsync();

        Assert.AreEqual(500, report.Baseline);
        Assert.HasCount(1200, bench.Recorded.Select(one => one.Activity.User.Key).Distinct());
        Assert.HasCount(1200, bench.Recorded);
    }

    [TestMethod]
    public async Task What_was_undecided_is_sent_when_somebody_decides_so()
    {
        await using var bench = new ReconcileBench(BaselineMode.Send);
        bench.Directory.AddMany(1, 2);
        bench.Ledger.Knows("user-00001", LedgerStatus.Unsent, DateTimeOffset.UnixEpoch);
        bench.Ledger.IsEstablished(BaselineState.Undecided, 1);

        await bench.RunAsync();

        Assert.AreSequenceEqual(["Baseline Addition user-00001", "Reconciled Addition user-00002"], bench.Words);
    }

    [TestMethod]
    public async Task An_empty_directory_is_no_baseline()
    {
        await using var bench = new ReconcileBench(BaselineMode.Ask);
        Assert.AreEqual(ReconcileOutcome.Completed, (await bench.RunAsync()).Outcome);
        Assert.AreEqual(BaselineState.None, bench.Ledger.Directory.Baseline);

        bench.Directory.AddMany(1, 5);
        await bench.RunAsync();

        Assert.IsEmpty(bench.Recorded, "A table that was filled later is not five changes.");
        Assert.AreEqual(5, bench.Condition.Unsent);
    }
}
