using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>Lists dead letters without values, sends one again, gives one up.</summary>
[TestClass]
public sealed class JournalDeadLetterTests
{
    private readonly ObservedTimeProvider _time = new();
    private readonly CrashingFileSystem _files;
    private readonly PersonBench _bench;

    public JournalDeadLetterTests()
    {
        _files = new CrashingFileSystem(_time);
        _files.CreateFolder(Some.Folder);
        _files.FlushFolder("/");
        _bench = new PersonBench(_files, _time);
    }

    [TestMethod]
    public async Task Each_is_listed_with_its_id_date_reason_and_number()
    {
        var recorded = _time.GetUtcNow();
        var ids = await DeadLettersAsync("ada", "ben");
        _time.Advance(TimeSpan.FromHours(1));

        var all = await _bench.Archive.ListDeadLettersAsync(CancellationToken.None);

        Assert.AreSequenceEqual(ids, all.Select(one => one.ActivityId));
        Assert.AreSequenceEqual([1L, 2L], all.Select(one => one.Sequence));
        Assert.IsTrue(all.All(one => one.Reason == "invalid-field" && one.RecordedAt == recorded));
    }

    [TestMethod]
    public async Task One_that_is_tried_again_is_claimed_at_once_under_its_number_and_survives_a_restart()
    {
        var ids = await DeadLettersAsync("ada", "ben");

        Assert.IsTrue(await _bench.Archive.TryRetryDeadLetterAsync(ids[1], CancellationToken.None));

        Assert.AreEqual((1, 1, 1), (_bench.State.DeadLetters, _bench.State.Parked, _bench.State.Waiting));
        BufferIdentity.AssertHolds(_bench.State);
        await using var next = new PersonBench(_files.Restart(CrashMode.NothingUnflushed), _time);
        var sent = await next.DrainAsync();
        Assert.AreEqual(ids[1], sent.Single().Activity.Id);
        Assert.AreEqual((1, 1), (next.State.DeadLetters, next.State.Delivered));
    }

    [TestMethod]
    public async Task One_that_is_deleted_is_given_up_and_stays_so_after_a_restart()
    {
        var ids = await DeadLettersAsync("ada", "ben");

        Assert.IsTrue(await _bench.Archive.TryDeleteDeadLetterAsync(ids[0], CancellationToken.None));

        Assert.AreEqual((1, 1), (_bench.State.DeadLetters, _bench.State.Dropped));
        await using var next = new PersonBench(_files.Restart(CrashMode.NothingUnflushed), _time);
        var left = await next.Archive.ListDeadLettersAsync(CancellationToken.None);
        Assert.AreEqual(ids[1], left.Single().ActivityId);
        Assert.AreEqual((1, 1), (next.State.DeadLetters, next.State.Dropped));
    }

    [TestMethod]
    public async Task An_id_that_is_none_of_them_changes_nothing()
    {
        await DeadLettersAsync("ada");
        var none = Guid.Parse("00000000-0000-7000-8000-000000000001");

        Assert.IsFalse(await _bench.Archive.TryRetryDeadLetterAsync(none, CancellationToken.None));
        Assert.IsFalse(await _bench.Archive.TryDeleteDeadLetterAsync(none, CancellationToken.None));
        Assert.AreEqual((1, 0), (_bench.State.DeadLetters, _bench.State.Dropped));
    }

    private async Task<IReadOnlyList<Guid>> DeadLettersAsync(params string[] keys)
    {
        await _bench.RecordAsync(keys);
        var claim = await _bench.ClaimAsync();
        var ids = claim.Activities.Select(one => one.Id).ToList();
        await _bench.SettleAsync(claim, keys.Select(_ => Settlement.DeadLetter("invalid-field")).ToArray());
        return ids;
    }
}
