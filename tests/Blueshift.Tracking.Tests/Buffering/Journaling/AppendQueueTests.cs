using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>Who gets a place in a frame, who is refused, and from when on a token no longer counts.</summary>
[TestClass]
public sealed class AppendQueueTests
{
    private readonly CountedCommit _commits = new();
    private readonly AppendQueue _queue;
    private readonly EncodedActivities _activities = new();
    private readonly Commit _commit = new();

    public AppendQueueTests()
    {
        _queue = new AppendQueue(_commits, new ObservedTimeProvider());
        _commit.Begin(room: long.MaxValue, RefusalReason.None);
    }

    [TestMethod]
    public async Task A_token_counts_until_its_activity_has_a_place_in_a_frame()
    {
        using var early = new CancellationTokenSource();
        using var late = new CancellationTokenSource();
        var withdrawn = _queue.TryAdd(_activities, out _, early.Token)!;
        var kept = _queue.TryAdd(_activities, out _, late.Token)!;

        await early.CancelAsync();
        _queue.Take(_commit);
        await late.CancelAsync();
        _queue.Complete(_commit, []);
        kept.Answer(inline: false);

        Assert.AreEqual(RefusalReason.None, (await kept.Task).Refusal);
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await withdrawn.Task);
        Assert.HasCount(1, _commit.Parts);
    }

    [TestMethod]
    public void After_its_end_nobody_is_added_and_who_came_before_is_committed()
    {
        _queue.TryAdd(_activities, out _, CancellationToken.None);
        _queue.TryAdd(_activities, out _, CancellationToken.None);
        var closed = _queue.CloseAsync();

        Assert.IsNull(_queue.TryAdd(_activities, out var refusal, CancellationToken.None));
        Assert.AreEqual(RefusalReason.Stopped, refusal);
        _queue.Take(_commit);
        _queue.Complete(_commit, []);
        Assert.IsFalse(closed.IsCompleted);
        _queue.GoOn();
        Assert.IsTrue(closed.IsCompleted);
    }

    [TestMethod]
    public async Task What_waits_for_its_place_at_the_end_gets_a_commit_of_its_own()
    {
        _queue.TryAdd(_activities, out _, CancellationToken.None);
        _queue.TryAdd(_activities, out _, CancellationToken.None);
        _queue.Take(_commit);
        await _commits.NextAsync();
        _queue.TryAdd(_activities, out _, CancellationToken.None);
        var closed = _queue.CloseAsync();

        // Both may come back with more, and one alone would wait for them.
        EndCommit();
        await _commits.NextAsync();
        Assert.IsFalse(closed.IsCompleted);
        _commit.Begin(room: long.MaxValue, RefusalReason.None);
        _queue.Take(_commit);
        EndCommit();

        Assert.IsTrue(closed.IsCompleted);
    }

    [TestMethod]
    public void Where_no_commit_is_under_way_nobody_is_refused_for_its_time()
    {
        Assert.IsFalse(_queue.TryStall(RefusalReason.StorageTimeout, []));
        Assert.IsNotNull(_queue.TryAdd(_activities, out _, CancellationToken.None));
    }

    [TestMethod]
    public void A_commit_that_takes_too_long_refuses_its_callers_and_all_others_until_it_ends()
    {
        _queue.TryAdd(_activities, out _, CancellationToken.None);
        _queue.Take(_commit);
        _queue.TryAdd(_activities, out _, CancellationToken.None);
        var refused = new List<AppendRequest>();

        Assert.IsTrue(_queue.TryStall(RefusalReason.StorageTimeout, refused));

        Assert.HasCount(2, refused);
        Assert.IsNull(_queue.TryAdd(_activities, out var refusal, CancellationToken.None));
        Assert.AreEqual(RefusalReason.StorageTimeout, refusal);
        Assert.IsFalse(_queue.Complete(_commit, []), "They were answered before.");
        _queue.GoOn();
        Assert.IsNotNull(_queue.TryAdd(_activities, out _, CancellationToken.None));
    }

    [TestMethod]
    public void A_commit_takes_no_more_frames_than_it_may_have()
    {
        var full = new EncodedActivities();
        foreach (var activity in JournalScript.Encoded(EncodedActivities.MaxCount))
        {
            full.Add(activity);
        }

        var added = 0;
        while (_commit.TryAdd(full))
        {
            added++;
        }

        Assert.AreEqual(JournalLimits.MaxCommitFrames, added);
        Assert.HasCount(JournalLimits.MaxCommitFrames, _commit.Frames.ToArray());
    }

    private void EndCommit()
    {
        Assert.IsTrue(_queue.Complete(_commit, []));
        _queue.GoOn();
    }
}
