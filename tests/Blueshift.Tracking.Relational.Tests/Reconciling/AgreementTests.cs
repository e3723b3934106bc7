using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Relational.Connecting;
using Blueshift.Tracking.Relational.Reconciling;
using Blueshift.Tracking.Relational.Registration;
using Blueshift.Tracking.Relational.Tests.Support;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Relational.Tests.Reconciling;

/// <summary>Several processes over one outbox, of which one compares.</summary>
[TestClass]
public sealed class AgreementTests
{
    private static readonly UInt128 Eva = new Subject(Some.InstanceId).Number("eva");

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task It_is_one_process_at_a_time_until_its_time_runs_out(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var (one, two) = (Store(database, "one"), Store(database, "two"));

        Assert.IsTrue((await one.StandAsync(takesPart: true, CancellationToken.None)).IsHeld);
        Assert.IsFalse((await two.StandAsync(takesPart: true, CancellationToken.None)).IsHeld);
        Assert.IsTrue(await one.TryRunAsync(CancellationToken.None));
        Assert.IsFalse(await two.TryRunAsync(CancellationToken.None));
        await database.RunAsync("UPDATE blueshift_state SET lease_until = lease_until - 700000 WHERE owner = 'one'");

        var standing = await two.StandAsync(takesPart: true, CancellationToken.None);
        Assert.IsTrue(standing.IsHeld);
        Assert.IsInRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(12), standing.Idle);
        Assert.IsTrue(await two.TryRunAsync(CancellationToken.None));
        var late = await one.RecordAsync(Eva, _ => Found(), CancellationToken.None);
        Assert.AreEqual((true, null), (late.IsLost, late.Recorded));
        Assert.IsFalse(await one.NoteAsync([], CancellationToken.None));
        Assert.AreEqual(0, await database.CountAsync("blueshift_outbox"));
        Assert.IsNotNull((await two.RecordAsync(Eva, _ => Found(), CancellationToken.None)).Recorded);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task What_one_is_asked_for_the_other_answers_and_what_is_asked_meanwhile_stays_open(
        OutboxProvider provider
    )
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var (one, two) = (Store(database, "one"), Store(database, "two"));
        await one.AskAsync(isResync: false, CancellationToken.None);
        await one.AskAsync(isResync: true, CancellationToken.None);

        var asked = await two.StandAsync(takesPart: true, CancellationToken.None);
        Assert.IsTrue(asked.Asked.IsOpen && asked.ResyncAsked.IsOpen);
        Assert.IsNull(asked.SinceCompleted);
        Assert.IsTrue(await two.TryRunAsync(CancellationToken.None));
        Assert.AreEqual(1000, await two.BeginResyncAsync(1000, CancellationToken.None));
        Assert.AreEqual(1000, await two.BeginResyncAsync(2000, CancellationToken.None), "As whoever began said.");
        await one.AskAsync(isResync: false, CancellationToken.None);
        await two.EndRunAsync(
            new RunEnd(asked.Asked.Count, asked.ResyncAsked.Count, IsStopped: true),
            CancellationToken.None
        );

        var ended = await two.StandAsync(takesPart: true, CancellationToken.None);
        Assert.AreEqual((true, false), (ended.Asked.IsOpen, ended.ResyncAsked.IsOpen));
        Assert.IsTrue(ended.Directory.IsStopped);
        Assert.IsLessThan(TimeSpan.FromMinutes(1), ended.SinceCompleted!.Value);
        Assert.AreEqual(TimeSpan.Zero, ended.Idle);
        Assert.IsTrue(await one.TryRunAsync(CancellationToken.None), "Its end is anybody's beginning.");
        await one.EndRunAsync(end: null, CancellationToken.None);
        Assert.IsTrue((await two.StandAsync(takesPart: true, CancellationToken.None)).Directory.IsStopped);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task The_baseline_is_remembered_with_how_many_were_not_sent(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var store = Store(database, "one");
        await store.TryRunAsync(CancellationToken.None);
        var user = new Candidate
        {
            Subject = Eva,
            Difference = Difference.Addition,
            User = Some.User("eva"),
        };

        Assert.IsTrue(await store.NoteAsync([user], CancellationToken.None));
        Assert.IsTrue(await store.NoteAsync([user], CancellationToken.None));
        Assert.AreEqual(1, await store.SetBaselineAsync(BaselineState.Undecided, CancellationToken.None));

        var standing = await store.StandAsync(takesPart: false, CancellationToken.None);
        Assert.AreEqual(new DirectoryCondition(BaselineState.Undecided, 1, IsStopped: false), standing.Directory);
        Assert.IsFalse(standing.IsHeld);
        var line = Assert.ContainsSingle(await store.ReadActiveAsync(after: null, 10, CancellationToken.None));
        Assert.AreEqual((LedgerStatus.Unsent, 0L, "eva"), (line.Status, line.Date, line.Contact!.Key));
        Assert.IsEmpty(await store.ReadActiveAsync(Eva, 10, CancellationToken.None));
    }

    [TestMethod]
    public async Task While_the_tables_are_missing_it_is_nobodys_part()
    {
        await using var database = await HostDatabase.CreateAsync(OutboxProvider.Sqlite);
        await database.RunAsync("DROP TABLE blueshift_ledger");

        var standing = await Store(database, "one").StandAsync(takesPart: true, CancellationToken.None);

        Assert.IsFalse(standing.IsHeld);
        Assert.IsFalse(standing.IsKnown);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task When_the_endpoint_lost_data_whoever_is_active_counts_as_untold_once(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var store = Store(database, "one");
        await store.AskAsync(isResync: true, CancellationToken.None);
        await database.RunAsync(Known(1, LedgerStatus.Active));
        await database.RunAsync(Known(2, LedgerStatus.Removed));

        await store.BeginResyncAsync(1000, CancellationToken.None);
        Assert.AreEqual(1, await database.CountAsync("blueshift_ledger WHERE date = 0 AND status = 1"));
        Assert.AreEqual(1, await database.CountAsync("blueshift_ledger WHERE date = 5000 AND status = 0"));
        await database.RunAsync("UPDATE blueshift_ledger SET date = 6000");
        await store.BeginResyncAsync(2000, CancellationToken.None);

        Assert.AreEqual(
            2,
            await database.CountAsync("blueshift_ledger WHERE date = 6000"),
            "What was told since stays told."
        );

        string Known(int number, LedgerStatus status)
        {
            var subject = provider == OutboxProvider.Sqlite ? $"x'{number:x32}'" : $"decode('{number:x32}', 'hex')";
            return $"INSERT INTO blueshift_ledger (instance, subject, status, date) VALUES ('{Some.InstanceId}', {subject}, {(int)status}, 5000)";
        }
    }

    private static FoundActivity Found() =>
        new() { Activity = Some.Activity("eva"), Origin = ActivityOrigin.Reconciled };

    private static OutboxReconcileStore Store(HostDatabase database, string node)
    {
        var time = new ObservedTimeProvider();
        var outbox = new OutboxDatabase(
            database.Provider,
            OutboxTables.Default.NamesFor(database.Provider),
            new DataSourceConnections(database.Source)
        );
        var context = database.Source.Context(database.Provider, Some.Options(), time, node);
        var reconcile = new ReconcileDatabase(outbox, context);
        var agreement = new Agreement(reconcile);
        var findings = new FindingWriter(reconcile, agreement, new ActivityEncoder(Some.Options(), time));
        return new OutboxReconcileStore(reconcile, agreement, findings, static () => Task.CompletedTask);
    }
}
