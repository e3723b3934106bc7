using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>What other processes left is removed when the endpoint was told all of it, and no number is given twice (J25).</summary>
[TestClass]
public sealed class JournalRemovalTests
{
    private readonly JournalBench _bench = new();

    private int Folders => JournalFolder.List(_bench.Disk, _bench.Journal.Parent).Count;

    [TestMethod]
    public async Task A_drained_journal_of_another_process_is_removed_when_the_endpoint_knows_its_last_number()
    {
        await using var buffer = await DrainedAsync(count: 3);
        Assert.AreEqual(2, Folders);

        await TellAsync(buffer);

        Assert.AreEqual(1, Folders);
        await _bench.AppendAsync(buffer, 1);
        Assert.HasCount(1, await JournalBench.DeliverAsync(buffer));
    }

    [TestMethod]
    public async Task One_that_holds_a_dead_letter_or_something_untold_stays()
    {
        await using var buffer = await DrainedAsync(count: 2, Settlement.DeadLetter("invalid-field"));
        await TellAsync(buffer);
        Assert.AreEqual(2, Folders);

        foreach (var letter in await buffer.Archive.ListDeadLettersAsync(CancellationToken.None))
        {
            await buffer.Archive.TryDeleteDeadLetterAsync(letter.ActivityId, CancellationToken.None);
        }
        Assert.AreEqual(2, Folders);
        await TellAsync(buffer);

        Assert.AreEqual(1, Folders);
    }

    [TestMethod]
    public async Task One_that_holds_somebody_else_s_file_stays_as_it_is()
    {
        await using var buffer = await DrainedAsync(count: 1);
        var reports = await buffer.Reports.ReportAsync(10, 500, CancellationToken.None);
        var other = new JournalFolder(_bench.Journal.Parent, Guid.Parse(reports[1].Source[^36..]));
        _bench.Disk.Put(Path.Join(other.Path, "notes.txt"), "mine"u8);

        await TellAsync(buffer);

        Assert.AreEqual(2, Folders);
        Assert.Contains(other.Bookmark, _bench.Disk.Paths);
        BufferIdentity.AssertHolds(buffer.GetState());
    }

    [TestMethod]
    public async Task One_that_had_nothing_to_deliver_is_told_and_removed_too()
    {
        var processes = new[] { await _bench.StartAsync(), await _bench.StartAsync() };
        await _bench.AppendAsync(processes[1], 1);
        await JournalBench.DeliverAsync(processes[1]);
        await processes[1].DisposeAsync();
        await using var buffer = processes[0];
        await TellAsync(buffer);
        _bench.PassLook();
        await buffer.Archive.MoveAsync(CancellationToken.None);
        Assert.HasCount(2, await buffer.Reports.ReportAsync(10, 500, CancellationToken.None));

        await TellAsync(buffer);

        Assert.AreEqual(1, Folders);
    }

    [TestMethod]
    public async Task What_the_disk_keeps_of_it_is_removed_by_the_next_process()
    {
        var buffer = await DrainedAsync(count: 1);
        _bench.Disk.Fail((name, _) => name == nameof(IFileSystem.DeleteFolder), StorageFault.Io);
        await TellAsync(buffer);
        await buffer.DisposeAsync();
        Assert.AreEqual(2, Folders);
        _bench.Disk.FailNoMore();

        await using var next = await _bench.StartAsync();
        await TellAsync(next);
        await next.Archive.MoveAsync(CancellationToken.None);
        await TellAsync(next);

        Assert.AreEqual(1, Folders);
    }

    [TestMethod]
    public async Task A_crash_at_any_operation_of_it_loses_nothing_and_gives_no_number_twice()
    {
        for (var operation = 1; ; operation++)
        {
            var bench = new JournalBench();
            bench.Disk.FlushFolder(Path.GetDirectoryName(Some.Folder)!);
            var before = await DrainedAsync(bench, count: 3, Settlement.Delivered);
            var waiting = await bench.AppendAsync(before, 2);
            var reports = await before.Reports.ReportAsync(10, 500, CancellationToken.None);
            var told = reports.ToDictionary(report => report.Source, report => report.Last);
            bench.Disk.CrashAt(bench.Disk.Operations + operation);
            await before.Reports.ToldAsync(reports, CancellationToken.None);
            if (!bench.Disk.IsOff)
            {
                return;
            }
            foreach (var mode in Enum.GetValues<CrashMode>())
            {
                var disk = bench.Disk.Restart(mode, operation);
                await using var after = new TestJournal(disk, Some.Folder, bench.Time)
                {
                    Options = bench.Journal.Options,
                }.Start();
                await after.OpenAsync(CancellationToken.None);
                foreach (var report in await after.Reports.ReportAsync(10, 500, CancellationToken.None))
                {
                    Assert.AreEqual(
                        told.GetValueOrDefault(report.Source),
                        report.Last,
                        $"operation {operation}, {mode}: the numbers go on."
                    );
                }
                Assert.AreEqual(0, after.GetState().KeysMissing, $"operation {operation}, {mode}: all can be read.");
                var delivered = await JournalBench.DeliverAsync(after);
                Assert.IsTrue(waiting.All(delivered.Contains), $"operation {operation}, {mode}: nothing is lost.");
            }
        }
    }

    private Task<JournalBuffer> DrainedAsync(int count, Settlement? settlement = null) =>
        DrainedAsync(_bench, count, settlement ?? Settlement.Delivered);

    /// <summary>Has one process take over the journal of another that ended, and settle all in it.</summary>
    private static async Task<JournalBuffer> DrainedAsync(JournalBench bench, int count, Settlement settlement)
    {
        var buffer = await bench.StartAsync();
        var other = await bench.StartAsync();
        await bench.AppendAsync(other, count);
        await other.DisposeAsync();
        await buffer.Archive.MoveAsync(CancellationToken.None);
        Assert.HasCount(count, await JournalBench.SettleAsync(buffer, settlement));
        return buffer;
    }

    private static async Task TellAsync(JournalBuffer buffer) =>
        await buffer.Reports.ToldAsync(
            await buffer.Reports.ReportAsync(10, 500, CancellationToken.None),
            CancellationToken.None
        );
}
