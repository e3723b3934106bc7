using Blueshift.Tracking.EndToEndTests.Support;
using Blueshift.Tracking.KillTarget;
using Blueshift.Tracking.Relational;
using Blueshift.Tracking.Testing.AspNetCore;

namespace Blueshift.Tracking.EndToEndTests;

/// <summary>Processes that share the outbox of a real PostgreSQL, some of which are killed (SIGKILL) with a request on its way.</summary>
[TestClass]
public sealed class OutboxNodesTests
{
    private const int Nodes = 4;

    private readonly List<OutboxProcess> _lives = [];
    private readonly HashSet<string> _takenOver = [];
    private TargetDatabase _database = null!;
    private FakeCentralEndpoint _endpoint = null!;

    [TestInitialize]
    public async Task StartAsync()
    {
        _database = await TargetDatabase.CreateAsync(OutboxProvider.PostgreSql);
        _endpoint = await FakeCentralEndpoint.StartAsync(new() { WaitTimeout = TimeSpan.FromSeconds(60) });
    }

    [TestCleanup]
    public async Task CleanAsync()
    {
        _lives.ForEach(static life => life.Dispose());
        await (_endpoint?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [TestMethod]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task Of_four_dispatchers_some_are_killed_and_nothing_is_lost_and_nothing_comes_twice_but_what_they_held()
    {
        var kills = Assurance.Count(slice: 2, full: 60);
        var random = new Random(20271);
        var alive = (await Task.WhenAll(Enumerable.Range(0, Nodes).Select(StartAsync))).ToList();

        for (var kill = 0; kill < kills; kill++)
        {
            var killed = await KillOneAsync(alive, random, isStored: kill % 2 == 1);
            alive.Remove(killed);
            // Nobody is left to be killed after the last.
            var starting = kill + 1 < kills ? StartAsync(Nodes + kill) : null;
            await TakeOverAsync(killed, alive, alive[random.Next(alive.Count)]);
            if (starting is not null)
            {
                alive.Add(await starting);
            }
        }
        await Task.WhenAll(alive.Select(static process => process.EndAsync()));

        await AssertArrivedAsync();
    }

    [TestMethod]
    public async Task What_a_former_holder_completes_late_is_ignored()
    {
        var (toFirst, toSecond) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = await StartAsync(0);
        _endpoint.AnswerNext(EndpointAnswer.Normal.After(toFirst.Task));
        await first.RecordAsync(5);
        await first.WhenRecordedAsync();
        var held = await HeldAsync(first);
        await _database.EndLeasesAsync(first);
        _endpoint.AnswerNext(EndpointAnswer.Normal.After(toSecond.Task));
        var second = await StartAsync(1);
        await _endpoint.WaitUntilAsync(static endpoint => endpoint.Unanswered().Count == 2);
        var taken = await _database.HeldByAsync(second);

        // The former holder is told that the endpoint has them, and it goes on with something else: it has done with them.
        toFirst.SetResult();
        await first.RecordAsync(1);
        await first.WhenRecordedAsync();
        await _database.UntilAsync(rows => rows.All(row => row.Owner == second.Node), "the first has settled its own");

        Assert.IsEmpty(held.Except(taken));
        Assert.AreSequenceEqual(taken, await _database.HeldByAsync(second));
        Assert.AreEqual(1, await DeliveredAsync(), "Of the first, what it recorded last alone.");
        toSecond.SetResult();
        await _database.UntilAsync(static rows => rows.Count == 0, "everything is settled");
        Assert.AreEqual(6, await DeliveredAsync());
        Assert.HasCount(6, _endpoint.Activities);
    }

    private async Task<OutboxProcess> StartAsync(int life)
    {
        var process = await OutboxProcess.StartAsync(_database, _endpoint, life);
        lock (_lives)
        {
            _lives.Add(process);
        }
        return process;
    }

    /// <summary>Waits until a process has a request on its way.</summary>
    /// <returns>The ids in it.</returns>
    private async Task<IReadOnlyList<string>> HeldAsync(OutboxProcess process)
    {
        await _endpoint.WaitUntilAsync(static endpoint => endpoint.Unanswered().Count > 0);
        var ids = _endpoint.Unanswered()[0].Ids();
        Assert.AreSequenceEqual(ids, await _database.HeldByAsync(process));
        return ids;
    }

    /// <summary>Kills one whose request the endpoint holds back, stored or not.</summary>
    private async Task<OutboxProcess> KillOneAsync(List<OutboxProcess> alive, Random random, bool isStored)
    {
        var answered = new TaskCompletionSource();
        var late = EndpointAnswer.Normal.After(answered.Task);
        _endpoint.AnswerAlways(isStored ? late.StoreFirst() : late);
        foreach (var process in alive)
        {
            await process.RecordAsync(random.Next(5, 25));
        }
        await _endpoint.WaitUntilAsync(static endpoint => endpoint.Unanswered().Count > 0);
        var requests = _endpoint.Unanswered();
        var ids = requests[random.Next(requests.Count)].Ids();
        var owner = (await _database.RowsAsync()).Single(row => row.Id == ids[0]).Owner;
        var killed = alive.Single(process => process.Node == owner);

        await killed.KillAsync();

        // It is not asked whether the endpoint has them: nobody can know.
        _takenOver.UnionWith(await _database.HeldByAsync(killed));
        Assert.IsEmpty(ids.Where(id => !_takenOver.Contains(id)));
        _endpoint.AnswerNormally();
        answered.SetResult();
        return killed;
    }

    /// <summary>Sees that what a dead process held waits for the end of its lease, and then goes to another.</summary>
    private async Task TakeOverAsync(OutboxProcess killed, List<OutboxProcess> alive, OutboxProcess heir)
    {
        var held = await _database.HeldByAsync(killed);
        // What it recorded and did not hold is found within 15 s, and at once by whoever records something.
        foreach (var process in alive)
        {
            await process.RecordAsync(1);
        }
        await _database.UntilAsync(rows => rows.All(row => row.Owner == killed.Node), "all else is settled");
        Assert.AreSequenceEqual(held, await _database.HeldByAsync(killed), "The lease holds.");

        await _database.EndLeasesAsync(killed);
        await heir.RecordAsync(1);

        // No request is left on its way that the next round would take for one that is held back.
        await Task.WhenAll(alive.Select(static process => process.WhenRecordedAsync()));
        await _database.UntilAsync(static rows => rows.Count == 0, "what it held is settled, and all else");
    }

    private async Task AssertArrivedAsync()
    {
        var arrived = _endpoint.Activities.Select(static one => one.Id.ToString("D")).ToHashSet();
        var recorded = _lives.SelectMany(static life => life.Recorded).ToList();
        Assert.IsEmpty(recorded.Where(id => !arrived.Contains(id)), "Recorded, and never arrived.");
        Assert.IsEmpty(arrived.Where(id => !WasTold(NumberedId.Parse(id))), "Arrived, and was never made.");
        // Each is about somebody else: a new id for an old activity would be a second one about the same person.
        Assert.HasCount(arrived.Count, _endpoint.Activities.Select(static one => one.Subject).Distinct().ToList());
        var twice = _endpoint
            .Requests.Where(static request => request.ActivityCount > 0)
            .SelectMany(static request => request.Ids())
            .CountBy(static id => id)
            .Where(static sent => sent.Value > 1)
            .Select(static sent => sent.Key)
            .ToList();
        Assert.IsNotEmpty(twice);
        Assert.IsEmpty(
            twice.Where(id => !_takenOver.Contains(id)),
            "Sent twice, though nobody who held it was killed."
        );
        Assert.AreEqual(arrived.Count, await DeliveredAsync(), "Each counts once.");
    }

    private bool WasTold(NumberedId id) => id.Number < _lives.Single(life => life.Life == id.Life).Told;

    private Task<long> DeliveredAsync() =>
        _database.NumberAsync("(SELECT COALESCE(SUM(delivered), 0) FROM blueshift_state WHERE name LIKE 'node:%')");
}
