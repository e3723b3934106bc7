using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Health;
using Blueshift.Tracking.Heartbeats;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Tests.Reconciling;

/// <summary>When users are compared, with the whole library over fake time.</summary>
[TestClass]
public sealed class ReconcileLoopTests
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);

    [TestMethod]
    public async Task It_begins_by_itself_and_then_once_a_day()
    {
        await using var bench = await StartedAsync();
        bench.Directory.Add("first");
        await LookAsync(bench, 1);
        Assert.AreSequenceEqual(["Reconciled Addition first"], bench.Words);

        bench.Directory.Add("second");
        await LookAsync(bench, 1);
        Assert.HasCount(1, bench.Recorded);
        bench.Host.Time.Advance(TimeSpan.FromHours(23.9));
        await LookAsync(bench, 1);
        Assert.HasCount(1, bench.Recorded);
        bench.Host.Time.Advance(TimeSpan.FromHours(0.1));
        await LookAsync(bench, 2);
        Assert.HasCount(2, bench.Recorded);
    }

    [TestMethod]
    public async Task Asked_soon_it_waits_for_a_quiet_minute_and_then_looks_once()
    {
        await using var bench = await StartedAsync();
        await LookAsync(bench, 1);
        bench.Directory.Add("bulk");
        var requests = bench.Host.Get<IReconcileRequests>();
        for (var looks = 0; looks < 4; looks++)
        {
            requests.Soon();
            await LookAsync(bench, 1);
            Assert.IsEmpty(bench.Recorded, "They go on asking.");
        }

        await LookAsync(bench, 2);

        Assert.HasCount(1, bench.Recorded);
        Assert.AreEqual(new RunEnd(1, 0, IsStopped: false), bench.Ledger.LastEnd);
    }

    [TestMethod]
    public async Task Whoever_never_stops_asking_is_answered_after_ten_minutes()
    {
        await using var bench = await StartedAsync();
        await LookAsync(bench, 1);
        bench.Directory.Add("bulk");
        var requests = bench.Host.Get<IReconcileRequests>();
        for (var looks = 0; looks < 21; looks++)
        {
            requests.Soon();
            await LookAsync(bench, 1);
        }

        Assert.HasCount(1, bench.Recorded);
    }

    [TestMethod]
    public async Task After_a_time_in_which_nobody_did_his_part_it_compares_at_once()
    {
        await using var bench = await StartedAsync();
        await LookAsync(bench, 1);
        bench.Directory.Add("missed");
        bench.Ledger.Idle = TimeSpan.FromMinutes(9);
        await LookAsync(bench, 1);
        Assert.IsEmpty(bench.Recorded);

        bench.Ledger.Idle = TimeSpan.FromMinutes(10);
        await LookAsync(bench, 1);
        Assert.HasCount(1, bench.Recorded);
    }

    [TestMethod]
    public async Task What_another_process_does_is_left_to_it()
    {
        await using var bench = await StartedAsync();
        bench.Ledger.IsMine = false;
        bench.Directory.Add("new");

        await LookAsync(bench, 3);

        Assert.IsEmpty(bench.Recorded);
        Assert.IsNull(await bench.Host.Get<IActiveSetReader>().ReadAsync(CancellationToken.None));
    }

    [TestMethod]
    public async Task Who_lost_data_is_told_everybody_once_even_when_that_is_interrupted()
    {
        await using var bench = await StartedAsync(users: 5);
        await LookAsync(bench, 1);
        bench.Ledger.Knows("gone", LedgerStatus.Removed, bench.Now.AddDays(-1), hasContact: false);
        bench.Ledger.OnRecord = recorded => _ = recorded == 3 ? throw new InvalidOperationException("killed") : 0;
        bench.Host.Get<IResync>().Request();
        await LookAsync(bench, 1);
        Assert.HasCount(3, bench.Recorded);
        bench.Ledger.OnRecord = null;
        bench.Ledger.Deliver();
        bench.Host.Time.Advance(TimeSpan.FromMinutes(20));

        await LookAsync(bench, 1);
        bench.Ledger.Deliver();
        await LookAsync(bench, 3);

        Assert.AreSequenceEqual(
            Enumerable.Range(1, 5).Select(static number => $"Reconciled Addition user-{number:00000}"),
            bench.Words
        );
    }

    [TestMethod]
    public async Task A_wish_for_everybody_that_was_stopped_is_kept_and_not_tried_every_half_minute()
    {
        await using var bench = await StartedAsync(users: 5);
        await LookAsync(bench, 1);
        bench.Directory.Remove("user-00001");
        bench.Host.Get<IResync>().Request();
        await LookAsync(bench, 10);
        Assert.ContainsSingle(log => log.Id.Id == 1094, bench.Host.Logs);
        Assert.IsEmpty(bench.Recorded);

        bench.Directory.Add("user-00001");
        bench.Host.Time.Advance(TimeSpan.FromHours(1));
        await LookAsync(bench, 1);
        Assert.HasCount(5, bench.Recorded);
    }

    [TestMethod]
    public async Task A_directory_that_fails_is_asked_again_with_more_and_more_time_between()
    {
        await using var bench = await StartedAsync();
        bench.Directory.Fault = new InvalidOperationException();
        bench.Directory.Add("new");
        var asked = new List<TimeSpan>();
        var begun = bench.Now;
        bench.Directory.OnList = _ => asked.Add(bench.Now - begun);
        await LookAsync(bench, 20);

        Assert.AreSequenceEqual([30, 90, 180, 360], asked.Select(static one => one.TotalSeconds));
        Assert.ContainsSingle(log => log.Id.Id == 1095, bench.Host.Logs);
        Assert.IsTrue(bench.Condition.IsStopped);
    }

    [TestMethod]
    public async Task An_outbox_that_is_away_for_a_moment_is_said_and_leaves_nothing_behind()
    {
        await using var bench = await StartedAsync();
        await LookAsync(bench, 1);
        bench.Ledger.Fault = new InvalidOperationException("canary@customer.example");
        await LookAsync(bench, 3);
        Assert.IsNull(await bench.Host.Get<IActiveSetReader>().ReadAsync(CancellationToken.None));
        bench.Ledger.Fault = null;
        await LookAsync(bench, 1);

        var log = Assert.ContainsSingle(log => log.Id.Id == 1095, bench.Host.Logs);
        Assert.Contains("the outbox failed (System.InvalidOperationException)", log.Message);
        Assert.ContainsSingle(log => log.Id.Id == 1096, bench.Host.Logs);
        Assert.IsFalse(bench.Condition.IsStopped);
        Assert.IsNotNull(await bench.Host.Get<IActiveSetReader>().ReadAsync(CancellationToken.None));
    }

    [TestMethod]
    public async Task What_failed_when_the_host_asked_is_tried_again_by_itself()
    {
        await using var bench = await StartedAsync();
        await LookAsync(bench, 1);
        bench.Directory.Fault = new InvalidOperationException();
        Assert.AreEqual(ReconcileOutcome.Faulted, (await bench.RunAsync()).Outcome);
        Assert.IsTrue(bench.Condition.IsStopped);

        bench.Directory.Fault = null;
        await LookAsync(bench, 2);

        Assert.IsFalse(bench.Condition.IsStopped);
    }

    [TestMethod]
    public async Task Who_is_active_is_told_with_the_heartbeat_where_it_is_this_process_part()
    {
        await using var bench = await StartedAsync(users: 3);
        var reader = bench.Host.Get<IActiveSetReader>();
        Assert.IsNull(await reader.ReadAsync(CancellationToken.None), "Nobody knows yet whose part it is.");

        await LookAsync(bench, 1);

        var set = (await reader.ReadAsync(CancellationToken.None))!;
        Assert.AreEqual(3, set.Count);
        Assert.AreEqual(
            MemoryLedger.Number("user-00001") ^ MemoryLedger.Number("user-00002") ^ MemoryLedger.Number("user-00003"),
            set.Digest
        );
    }

    [TestMethod]
    public async Task The_heartbeat_carries_who_is_active_once_it_is_known()
    {
        var heartbeats = new ScriptedHeartbeats();
        await using var bench = new ReconcileBench(heartbeats: heartbeats);
        heartbeats.Then(() => ScriptedHeartbeats.Taken(bench.Now)).Then(() => ScriptedHeartbeats.Taken(bench.Now));
        bench.Known(2);
        bench.Host.Lifetime.Start();

        var first = await heartbeats.NextAsync();
        for (var looks = 0; looks < 10_000 && !heartbeats.HasSent; looks++)
        {
            await bench.Host.Time.PassWaitAsync(Look, Look);
        }
        var second = await heartbeats.NextAsync();

        Assert.IsNull(first["activeSet"]);
        Assert.AreEqual(2, (int?)second["activeSet"]!["count"]);
        Assert.AreEqual(
            (MemoryLedger.Number("user-00001") ^ MemoryLedger.Number("user-00002")).ToString("x32", null),
            (string?)second["activeSet"]!["digest"]
        );
    }

    [TestMethod]
    public async Task How_many_are_undecided_is_said_once_and_by_health()
    {
        await using var bench = new ReconcileBench();
        bench.Directory.AddMany(1, 1240);
        bench.Host.Lifetime.Start();
        await LookAsync(bench, 4);

        var log = Assert.ContainsSingle(log => log.Id.Id == 1090, bench.Host.Logs);
        const string Text = "1,240 existing users were not sent. Set UserActivityTracking:Baseline to Send or Skip.";
        Assert.Contains(Text, log.Message);
        var health = bench.Host.Get<TrackingHealth>().Read();
        Assert.AreEqual(
            (ConditionReason.BaselineUndecided, Severity.Degraded, Text),
            (health.Reason, health.Severity, health.Fix)
        );
    }

    [TestMethod]
    public async Task A_stop_does_not_wait_for_a_directory_that_does_not_listen()
    {
        await using var bench = await StartedAsync();
        var never = new TaskCompletionSource();
        var asked = new TaskCompletionSource<bool>();
        bench.Directory.Blocks = never.Task;
        bench.Directory.OnList = _ => asked.SetResult(true);
        bench.Host.Time.Advance(Look);
        await Patience.WithAsync(new ValueTask<bool>(asked.Task), "the directory should be asked");

        await bench.Host.Lifetime.StopAsync(CancellationToken.None);
        never.SetResult();
    }

    [TestMethod]
    public async Task With_the_journal_a_directory_is_not_used_and_that_is_said_once()
    {
        await using var host = new TrackingHost(
            new ScriptedTransport(),
            configureServices: static services => services.AddScoped<IUserDirectory>(static _ => new ListedDirectory())
        );
        host.Lifetime.Start();
        await host.Tracker.TrackAsync(Some.Activity());
        await host.FlushAsync();

        Assert.ContainsSingle(log => log.Id.Id == 1097, host.Logs);
        Assert.AreEqual(
            ReconcileOutcome.Off,
            (await host.Get<IUserReconciler>().ReconcileAsync(new ReconcileRequest())).Outcome
        );
    }

    private static async Task<ReconcileBench> StartedAsync(int users = 1)
    {
        var bench = new ReconcileBench();
        bench.Known(users);
        bench.Host.Lifetime.Start();
        await bench.Host.Time.PassWaitUnmovedAsync(Look, Look);
        return bench;
    }

    // The loop looks and waits again: then what it did is done. Heartbeats, which nobody answers here, wait for nothing.
    private static async Task LookAsync(ReconcileBench bench, int looks)
    {
        for (var look = 0; look < looks; look++)
        {
            bench.Host.Time.Advance(Look);
            await bench.Host.Time.PassWaitUnmovedAsync(Look, Look);
        }
    }
}
