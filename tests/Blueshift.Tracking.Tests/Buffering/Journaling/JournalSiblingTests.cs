using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>Several processes share one folder, and none touches what another holds (J24).</summary>
[TestClass]
public sealed class JournalSiblingTests
{
    private readonly JournalBench _bench = new();

    [TestMethod]
    public async Task Processes_that_start_at_the_same_instant_write_each_to_its_own_folder()
    {
        var buffers = Enumerable.Range(0, 4).Select(_ => _bench.Journal.Start()).ToList();
        var activities = buffers.ConvertAll(_ => _bench.Next(20));

        var answers = await Task.WhenAll(
            buffers.Select((buffer, index) => Task.Run(() => buffer.AppendAsync(activities[index])))
        );

        Assert.IsTrue(answers.All(answer => answer.All(one => one == RefusalReason.None)));
        var sources = new HashSet<string>();
        for (var index = 0; index < buffers.Count; index++)
        {
            var delivered = await JournalBench.SettleAsync(buffers[index], Settlement.Delivered);
            Assert.AreSequenceEqual(activities[index].Select(one => one.Id), delivered.Select(one => one.Id));
            Assert.IsTrue(sources.Add(delivered[0].Source), "Each has its own source.");
        }
        Assert.IsEmpty(
            _bench.Disk.OpenedForWritingTwice.Where(path => path.EndsWith(".seg", StringComparison.Ordinal)),
            "J2"
        );
    }

    [TestMethod]
    public async Task A_folder_that_another_process_takes_before_its_maker_locks_it_refuses_nobody()
    {
        var isFirst = 1;
        _bench.Disk.HangWhen((name, _) => name == "TryLock" && Interlocked.Exchange(ref isFirst, 0) == 1);
        var maker = _bench.Journal.Start();
        var made = Task.Run(() => maker.AppendAsync(_bench.Next(1)));
        await _bench.Disk.WaitUntilHangingAsync();

        var taker = await _bench.StartAsync();
        await _bench.AppendAsync(taker, 1);
        _bench.Disk.Resume();

        Assert.AreEqual(RefusalReason.None, (await made).Single());
        Assert.AreEqual((1, 1), (maker.GetState().Recorded, taker.GetState().Recorded));
    }

    [TestMethod]
    public async Task What_a_dead_sibling_left_is_delivered_under_its_own_source_at_the_next_look()
    {
        var sibling = _bench.Process(new FakeTimeProvider(_bench.Time.GetUtcNow())).Start();
        var left = await _bench.AppendAsync(sibling, 3);
        var buffer = await _bench.StartAsync();
        var own = await _bench.AppendAsync(buffer, 2);
        _bench.PassLook();
        var first = await JournalBench.SettleAsync(buffer, Settlement.Delivered);

        _bench.Disk.ReleaseAllLocks();
        _bench.PassLook();
        var second = await JournalBench.SettleAsync(buffer, Settlement.Delivered);

        Assert.AreSequenceEqual(own, first.Select(one => one.Id));
        Assert.AreSequenceEqual(left, second.Select(one => one.Id));
        Assert.AreNotEqual(first[0].Source, second[0].Source);
        Assert.AreEqual((5, 5), (buffer.GetState().Recorded, buffer.GetState().Delivered));
    }

    [TestMethod]
    public async Task Looking_at_an_empty_sibling_again_and_again_takes_no_room()
    {
        await _bench.LiveAsync(1);
        var first = await _bench.StartAsync();
        var second = _bench.Journal.Start();
        await JournalBench.DeliverAsync(first);
        await _bench.AppendAsync(second, 1);
        _bench.Disk.ReleaseAllLocks();
        _bench.PassLook();
        await JournalBench.DeliverAsync(second);
        _bench.PassLook();
        var bytes = second.GetState().Bytes;

        for (var look = 0; look < 50; look++)
        {
            _bench.PassLook();
        }

        Assert.AreEqual(bytes, second.GetState().Bytes);
    }

    [TestMethod]
    public async Task Where_locks_do_not_work_a_process_uses_a_fresh_folder_and_leaves_the_others()
    {
        _bench.Disk.LocksWork = false;
        await _bench.LiveAsync(3);
        var files = Journals();
        var journal = new TestJournal(_bench.Disk, Some.Folder, _bench.Time) { LocksWork = false };

        var buffer = journal.Start();
        var own = await _bench.AppendAsync(buffer, 1);
        _bench.PassLook();

        Assert.AreSequenceEqual(own, await JournalBench.DeliverAsync(buffer));
        Assert.IsTrue(files.All(file => _bench.Disk.ReadAllBytes(file.Path).SequenceEqual(file.Bytes)));
    }

    [TestMethod]
    public async Task An_older_copy_of_the_folder_sends_again_what_was_sent_under_the_same_numbers()
    {
        var buffer = await _bench.StartAsync();
        await _bench.AppendAsync(buffer, 6);
        var sent = (await JournalBench.SettleAsync(buffer, Settlement.Delivered, 2)).ToList();
        await buffer.DisposeAsync();
        _bench.Disk.CopyFolder(Some.Folder, "/restored");
        var original = await _bench.StartAsync();
        sent.AddRange(await JournalBench.SettleAsync(original, Settlement.Delivered));

        var copy = new TestJournal(_bench.Disk, "/restored", _bench.Time).Start();
        await copy.OpenAsync(CancellationToken.None);
        var again = await JournalBench.SettleAsync(copy, Settlement.Delivered);

        Assert.AreSequenceEqual(sent.Skip(2), again);
    }

    [TestMethod]
    public async Task What_belongs_to_another_instance_is_counted_as_foreign_and_never_claimed()
    {
        await new TestJournal(_bench.Disk, Some.Folder, _bench.Time)
        {
            Options = Some.Options(options => options.ClientInstanceId = "other-prod"),
        }
            .Start()
            .AppendAsync(_bench.Next(4));
        _bench.Disk.ReleaseAllLocks();
        var files = Journals();

        var buffer = await _bench.StartAsync();
        var own = await _bench.AppendAsync(buffer, 1);

        Assert.AreSequenceEqual(own, await JournalBench.DeliverAsync(buffer));
        Assert.AreEqual((4, 1), (buffer.GetState().Foreign, buffer.GetState().Recorded));
        Assert.IsTrue(files.All(file => _bench.Disk.ReadAllBytes(file.Path).SequenceEqual(file.Bytes)));
    }

    [TestMethod]
    public async Task A_journal_of_another_instance_without_a_bookmark_is_nobodys_and_left_alone_J24()
    {
        await new TestJournal(_bench.Disk, Some.Folder, _bench.Time)
        {
            Options = Some.Options(options => options.ClientInstanceId = "other-prod"),
        }
            .Start()
            .AppendAsync(_bench.Next(4));
        _bench.Disk.ReleaseAllLocks();
        _bench.Disk.Delete(_bench.Disk.Paths.Single(path => path.EndsWith("/bookmark", StringComparison.Ordinal)));
        var files = Journals();

        var buffer = await _bench.StartAsync();
        var own = await _bench.AppendAsync(buffer, 1);
        _bench.PassLook();

        Assert.AreSequenceEqual(own, await JournalBench.DeliverAsync(buffer));
        Assert.IsTrue(files.All(file => _bench.Disk.ReadAllBytes(file.Path).SequenceEqual(file.Bytes)));
    }

    private List<(string Path, byte[] Bytes)> Journals() =>
        _bench
            .Disk.Paths.Where(path => !path.Contains("/keys/", StringComparison.Ordinal))
            .Select(path => (path, _bench.Disk.ReadAllBytes(path)))
            .ToList();

    [TestMethod]
    public async Task A_source_that_is_held_keeps_no_other_from_being_claimed()
    {
        var sibling = await _bench.StartAsync();
        await using var buffer = await _bench.StartAsync();
        await _bench.AppendAsync(sibling, 1);
        await _bench.AppendAsync(buffer, 1);
        await sibling.DisposeAsync();
        await buffer.Archive.MoveAsync(CancellationToken.None);
        var first = await buffer.ClaimAsync(10, int.MaxValue, CancellationToken.None);
        await buffer.SettleAsync(first!, [Settlement.ReleaseFor(TimeSpan.FromSeconds(60))], CancellationToken.None);

        var second = await buffer.ClaimAsync(10, int.MaxValue, CancellationToken.None);
        var third = await buffer.ClaimAsync(10, int.MaxValue, CancellationToken.None);

        Assert.AreNotEqual(first!.Source, second!.Source);
        Assert.IsNull(third);
    }
}
