using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>A caller that goes on in the committing thread finds it again, and whoever waits for it does not wait long.</summary>
[TestClass]
public sealed class CallerTurnTests
{
    private static readonly TimeSpan MaxHold = TimeSpan.FromMilliseconds(10);

    private readonly ObservedTimeProvider _time = new();
    private readonly CountedCommit _commits = new();
    private readonly AppendQueue _queue;

    public CallerTurnTests() => _queue = new AppendQueue(_commits, _time);

    [TestMethod]
    public void What_a_caller_appends_in_its_turn_is_committed_by_the_thread_that_comes_back()
    {
        var turn = CallerTurn.Begin(_queue);

        Append();

        Assert.IsTrue(_queue.TryResume(turn));
        Assert.AreEqual(0, _commits.Count);
    }

    [TestMethod]
    public void A_caller_that_appended_nothing_gives_the_thread_nothing_to_do()
    {
        var turn = CallerTurn.Begin(_queue);

        Assert.IsFalse(_queue.TryResume(turn));
    }

    [TestMethod]
    public async Task When_the_caller_keeps_the_thread_another_one_commits()
    {
        var turn = CallerTurn.Begin(_queue);
        Append();

        _time.Advance(MaxHold);
        await _commits.NextAsync();

        Assert.IsFalse(_queue.TryResume(turn));
    }

    [TestMethod]
    public async Task A_turn_that_was_too_long_is_not_waited_for_again()
    {
        var turn = CallerTurn.Begin(_queue);
        Append();
        _time.Advance(MaxHold);
        await _commits.NextAsync();
        EndCommit();

        Append();
        await _commits.NextAsync();

        Assert.IsFalse(_queue.TryResume(turn));
    }

    [TestMethod]
    public async Task Nobody_else_waits_for_the_turn_to_end()
    {
        var turn = CallerTurn.Begin(_queue);
        Append();

        RunOnAnotherThread(Append);
        await _commits.NextAsync();

        Assert.IsFalse(_queue.TryResume(turn));
    }

    [TestMethod]
    public async Task Closing_does_not_wait_for_the_turn_to_end()
    {
        var turn = CallerTurn.Begin(_queue);
        Append();

        var closed = _queue.CloseAsync();
        await _commits.NextAsync();
        EndCommit();
        await closed;

        Assert.IsFalse(_queue.TryResume(turn));
    }

    [TestMethod]
    public async Task A_caller_that_blocks_for_its_next_append_in_its_turn_gets_its_answer()
    {
        var disk = new CrashingFileSystem(TimeProvider.System);
        disk.CreateFolder(Some.Folder);
        await using var buffer = new TestJournal(disk, Some.Folder, TimeProvider.System).Start();
        var activities = JournalScript.Encoded(3);

        var answers = await Task.Run(async () =>
        {
            var first = await buffer.AppendAsync(activities[..1]).ConfigureAwait(false);
            var second = buffer.AppendAsync(activities[1..2]).GetAwaiter().GetResult();
            var third = buffer.AppendAsync(activities[2..3]).GetAwaiter().GetResult();
            return first.Concat(second).Concat(third).ToList();
        });

        Assert.HasCount(3, answers);
        Assert.IsTrue(answers.All(answer => answer == RefusalReason.None));
    }

    private void Append() => Assert.IsNotNull(_queue.TryAdd(new EncodedActivities(), out _, CancellationToken.None));

    private void EndCommit()
    {
        using var commit = new Commit();
        commit.Begin(room: long.MaxValue, RefusalReason.None);
        _queue.Take(commit);
        Assert.IsTrue(_queue.Complete(commit, []));
        _queue.GoOn();
    }

    private static void RunOnAnotherThread(ThreadStart action)
    {
        var thread = new Thread(action);
        thread.Start();
        thread.Join();
    }
}
