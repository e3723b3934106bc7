using System.Data.Common;
using Blueshift.Tracking.Heartbeats;
using Blueshift.Tracking.Relational.Connecting;
using Blueshift.Tracking.Relational.Heartbeats;
using Blueshift.Tracking.Relational.Reconciling;
using Blueshift.Tracking.Relational.Registration;
using Blueshift.Tracking.Relational.Tests.Support;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Relational.Tests.Heartbeats;

/// <summary>Several processes over one outbox, of which one sends heartbeats.</summary>
[TestClass]
public sealed class OutboxTurnTests
{
    private readonly ObservedTimeProvider _time = new();

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task It_is_one_process_at_a_time_and_a_dead_ones_turn_is_taken_when_its_lease_has_run_out(
        OutboxProvider provider
    )
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var nodes = Enumerable.Range(1, 4).Select(number => Turn(database, $"node-{number}")).ToList();

        Assert.IsTrue(await IsOursAsync(nodes[0]));
        Assert.IsTrue(await IsOursAsync(nodes[0]), "Who has it keeps it.");
        foreach (var other in nodes.Skip(1))
        {
            Assert.IsFalse(await IsOursAsync(other));
        }
        var untouched = await database.CountAsync(
            "blueshift_state WHERE name = 'heartbeat:acme-prod' AND owner = 'node-1'"
        );
        Assert.AreEqual(1, untouched);
        // The database's clock is moved by moving what is measured by it.
        await database.RunAsync("UPDATE blueshift_state SET lease_until = lease_until - 90500 WHERE owner = 'node-1'");

        Assert.IsTrue(await IsOursAsync(nodes[2]));
        Assert.IsFalse(await IsOursAsync(nodes[0]), "It lives after all, too late.");
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Four_that_ask_at_once_have_it_once(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var nodes = Enumerable.Range(1, 4).Select(number => Turn(database, $"node-{number}")).ToList();

        var ours = await Task.WhenAll(nodes.Select(node => Task.Run(() => IsOursAsync(node))));

        Assert.ContainsSingle(static isOurs => isOurs, ours);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task What_is_given_back_is_the_next_ones_at_once_and_the_last_one_knows_that_it_is(
        OutboxProvider provider
    )
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var (one, two, three) = (Turn(database, "one"), Turn(database, "two"), Turn(database, "three"));
        Assert.IsTrue(await IsOursAsync(one));
        Assert.IsFalse(await IsOursAsync(two));
        Assert.IsFalse(await IsOursAsync(three));

        Assert.IsFalse(await LeaveAsync(two), "Another has the turn.");
        Assert.IsFalse(await LeaveAsync(one), "Another waits for it.");
        Assert.IsTrue(await IsOursAsync(three));
        Assert.IsTrue(await LeaveAsync(three));
        Assert.AreEqual(0, await database.CountAsync("blueshift_state WHERE owner IS NOT NULL"));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task When_all_stop_at_once_one_says_so_whoever_comes_last(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var nodes = Enumerable.Range(1, 4).Select(number => Turn(database, $"node-{number}")).ToList();
        foreach (var node in nodes)
        {
            await IsOursAsync(node);
        }

        IReadOnlyList<bool> last =
        [
            await LeaveAsync(nodes[0]),
            await LeaveAsync(nodes[1]),
            await LeaveAsync(nodes[2]),
            await LeaveAsync(nodes[3]),
        ];

        Assert.AreSequenceEqual([false, false, false, true], last);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task What_the_endpoint_did_not_take_from_one_another_may_try(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var (one, two) = (Turn(database, "one"), Turn(database, "two"));
        Assert.IsTrue(await IsOursAsync(one));

        await one.PassOnAsync(CancellationToken.None);

        Assert.IsTrue(await IsOursAsync(two));
        Assert.IsFalse(await IsOursAsync(one));
        await one.PassOnAsync(CancellationToken.None);
        Assert.IsTrue(await IsOursAsync(two), "Nobody gives away what is another's.");
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task It_comes_to_the_process_that_compares_users_and_stays_with_it(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var (one, two) = (Turn(database, "one"), Turn(database, "two"));
        Assert.IsTrue(await IsOursAsync(one));
        var compares = new Agreement(new ReconcileDatabase(Outbox(database), Context(database, "two")));
        Assert.IsTrue((await compares.StandAsync(takesPart: true, CancellationToken.None)).IsHeld);

        Assert.IsTrue(await IsOursAsync(two));
        Assert.IsFalse(await IsOursAsync(one));
        await compares.ResignAsync(CancellationToken.None);
        Assert.IsFalse(await IsOursAsync(one), "Its lease holds.");
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task The_endpoints_clock_is_known_to_all_by_the_databases(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var (one, two) = (Turn(database, "one"), Turn(database, "two"));
        await one.TakeAsync(CancellationToken.None);
        Assert.IsNull((await two.TakeAsync(CancellationToken.None)).Ahead, "Nobody has heard from it.");

        await one.NoteClockAsync(TimeSpan.FromMinutes(-20), CancellationToken.None);

        var ahead = (await two.TakeAsync(CancellationToken.None)).Ahead!.Value;
        // The hosts' clock is the test's and stands still, the database's goes on.
        Assert.IsInRange(TimeSpan.FromMinutes(-22), TimeSpan.FromMinutes(-20), ahead);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task With_the_database_away_nobody_is_silenced_and_back_again_it_is_ones_alone(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var failing = new FailingDataSource(database.Source);
        var (one, two) = (Turn(database, "one", failing), Turn(database, "two", failing));
        Assert.IsTrue(await IsOursAsync(one));
        Assert.IsFalse(await IsOursAsync(two));

        failing.IsDown = true;
        Assert.IsTrue(await IsOursAsync(one));
        Assert.IsTrue(await IsOursAsync(two), "Its heartbeat tells just that.");
        await two.NoteClockAsync(TimeSpan.Zero, CancellationToken.None);
        await two.PassOnAsync(CancellationToken.None);
        failing.IsDown = false;

        Assert.IsTrue(await IsOursAsync(one));
        Assert.IsFalse(await IsOursAsync(two));
        failing.IsDown = true;
        Assert.IsFalse(await LeaveAsync(two), "It did not tell, so it says no last word.");
        Assert.IsTrue(await LeaveAsync(one));
    }

    [TestMethod]
    public async Task A_connection_that_fails_in_any_other_way_silences_nobody_either()
    {
        await using var database = await HostDatabase.CreateAsync(OutboxProvider.Sqlite);
        var (one, two) = (Turn(database, "one"), Turn(database, "two", new DisposedDataSource()));
        Assert.IsTrue(await IsOursAsync(one));

        Assert.IsTrue(await IsOursAsync(two));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Without_the_tables_and_with_tables_that_were_emptied_nobody_is_silenced(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        await database.RunAsync("ALTER TABLE blueshift_ledger RENAME TO away");
        var (one, two) = (Turn(database, "one"), Turn(database, "two"));
        Assert.IsTrue(await IsOursAsync(one));
        Assert.IsTrue(await IsOursAsync(two));
        await database.RunAsync("ALTER TABLE away RENAME TO blueshift_ledger");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.IsTrue(await IsOursAsync(one));
        Assert.IsFalse(await IsOursAsync(two));

        await database.RunAsync("DELETE FROM blueshift_state");

        Assert.IsTrue(await IsOursAsync(two));
        Assert.IsTrue(await IsOursAsync(two), "Its own by now.");
        await IsOursAsync(one);
        Assert.IsFalse(await IsOursAsync(one));
    }

    [TestMethod]
    public async Task Another_instance_in_the_same_tables_has_a_turn_of_its_own()
    {
        await using var database = await HostDatabase.CreateAsync(OutboxProvider.Sqlite);
        var other = database.Source.Context(
            database.Provider,
            Some.Options(options => options.ClientInstanceId = "globex-prod"),
            _time,
            "two"
        );

        Assert.IsTrue(await IsOursAsync(Turn(database, "one")));
        Assert.IsTrue(await IsOursAsync(new OutboxTurn(Outbox(database), other)));
    }

    private static async Task<bool> IsOursAsync(OutboxTurn turn) =>
        (await turn.TakeAsync(CancellationToken.None)).IsOurs;

    private static async Task<bool> LeaveAsync(OutboxTurn turn) => await turn.LeaveAsync(CancellationToken.None);

    private OutboxTurn Turn(HostDatabase database, string node, DbDataSource? reached = null) =>
        new(Outbox(database, reached), Context(database, node, reached));

    private Relational.Buffering.OutboxContext Context(
        HostDatabase database,
        string node,
        DbDataSource? reached = null
    ) => (reached ?? database.Source).Context(database.Provider, Some.Options(), _time, node);

    private static OutboxDatabase Outbox(HostDatabase database, DbDataSource? reached = null) =>
        new(
            database.Provider,
            OutboxTables.Default.NamesFor(database.Provider),
            new DataSourceConnections(reached ?? database.Source)
        );

    /// <summary>Is a data source that the host has disposed: its fault is no database's.</summary>
    private sealed class DisposedDataSource : DbDataSource
    {
        public override string ConnectionString => "";

        protected override DbConnection CreateDbConnection() => throw new ObjectDisposedException("database");
    }
}
