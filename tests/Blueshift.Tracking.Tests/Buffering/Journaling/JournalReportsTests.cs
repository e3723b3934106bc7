using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

[TestClass]
public sealed class JournalReportsTests
{
    private readonly JournalBench _bench = new();

    [TestMethod]
    public async Task A_report_says_which_numbers_were_given_and_settled()
    {
        await using var buffer = await _bench.StartAsync();
        var before = await SingleAsync(buffer);
        await _bench.AppendAsync(buffer, 5);
        await JournalBench.DeliverAsync(buffer, atMost: 3);

        var report = await SingleAsync(buffer);

        Assert.AreEqual((0, 0, 0), (before.Last, before.SettledThrough, before.Waiting));
        Assert.AreEqual((5, 3, 2), (report.Last, report.SettledThrough, report.Waiting));
        Assert.StartsWith("/clients/acme-prod/journals/", report.Source);
        Assert.IsEmpty(report.GivenUp);
        Assert.IsFalse(report.HasMore);
    }

    [TestMethod]
    public async Task What_was_given_up_is_told_with_its_reason_until_the_endpoint_has_it_also_by_the_next_process()
    {
        var first = await _bench.StartAsync();
        await _bench.AppendAsync(first, 3);
        await SettleOneAsync(first, Settlement.Drop(DropReason.Suppressed));
        await SettleOneAsync(first, Settlement.Drop(DropReason.Suppressed));
        await SettleOneAsync(first, Settlement.Delivered);
        GivenUpRange[] expected = [new(1, 1, GivenUpReason.Suppressed), new(2, 2, GivenUpReason.Suppressed)];
        Assert.AreSequenceEqual(expected, (await SingleAsync(first)).GivenUp);
        await first.DisposeAsync();

        await using var second = await _bench.StartAsync();
        var report = await SingleAsync(second);
        Assert.AreSequenceEqual(expected, report.GivenUp);
        await second.Reports.ToldAsync([report], CancellationToken.None);

        Assert.IsEmpty((await SingleAsync(second)).GivenUp);
        await second.DisposeAsync();
        await using var third = await _bench.StartAsync();
        Assert.IsEmpty((await SingleAsync(third)).GivenUp);
        Assert.AreEqual(2, third.GetState().Dropped);
    }

    [TestMethod]
    public async Task A_dead_letter_that_has_no_verdict_is_told_and_one_that_has_is_not()
    {
        await using var buffer = await _bench.StartAsync();
        await _bench.AppendAsync(buffer, 2);
        await SettleOneAsync(buffer, Settlement.DeadLetter("invalid-field"));
        await SettleOneAsync(buffer, Settlement.UnansweredDeadLetter("batch-refused"));

        var report = await SingleAsync(buffer);

        Assert.AreSequenceEqual([new(2, 2, GivenUpReason.DeadLetter)], report.GivenUp);
        Assert.AreEqual(2, report.SettledThrough);
        Assert.AreEqual((2, 0), (buffer.GetState().DeadLetters, buffer.GetState().Dropped));
        BufferIdentity.AssertHolds(buffer.GetState());
    }

    [TestMethod]
    public async Task What_became_of_a_dead_letter_later_takes_the_place_of_what_was_told_of_it()
    {
        await using var buffer = await _bench.StartAsync();
        var ids = await _bench.AppendAsync(buffer, 1);
        await SettleOneAsync(buffer, Settlement.UnansweredDeadLetter("batch-refused"));
        var report = await SingleAsync(buffer);

        Assert.IsTrue(await buffer.Archive.TryDeleteDeadLetterAsync(ids[0], CancellationToken.None));
        await buffer.Reports.ToldAsync([report], CancellationToken.None);

        Assert.AreSequenceEqual([new(1, 1, GivenUpReason.Deleted)], (await SingleAsync(buffer)).GivenUp);
    }

    [TestMethod]
    public async Task What_is_not_told_yet_is_no_gap()
    {
        await using var buffer = await _bench.StartAsync();
        await _bench.AppendAsync(buffer, 6);
        for (var index = 0; index < 6; index++)
        {
            var isDropped = index % 2 == 1;
            await SettleOneAsync(buffer, isDropped ? Settlement.Drop(DropReason.Suppressed) : Settlement.Delivered);
        }

        var first = await SingleAsync(buffer, maxRanges: 2);
        await buffer.Reports.ToldAsync([first], CancellationToken.None);
        var second = await SingleAsync(buffer, maxRanges: 2);

        Assert.AreSequenceEqual([2L, 4L], first.GivenUp.Select(range => range.From));
        Assert.IsTrue(first.HasMore);
        Assert.AreEqual(5, first.SettledThrough, "6 was given up, and is not told yet.");
        Assert.AreSequenceEqual([6L], second.GivenUp.Select(range => range.From));
        Assert.IsFalse(second.HasMore);
        Assert.AreEqual(6, second.SettledThrough);
    }

    [TestMethod]
    public async Task What_the_disk_did_not_take_is_no_gap_either()
    {
        await using var buffer = await _bench.StartAsync();
        await _bench.AppendAsync(buffer, 2);
        await SettleOneAsync(buffer, Settlement.Delivered);
        _bench.Disk.Fail((_, _) => true, StorageFault.Io);
        await SettleOneAsync(buffer, Settlement.Drop(DropReason.Suppressed));

        var report = await SingleAsync(buffer);

        Assert.AreEqual(1, report.SettledThrough);
        Assert.IsTrue(report.HasMore);
        Assert.IsEmpty(report.GivenUp);
    }

    [TestMethod]
    public async Task A_told_range_that_the_disk_cannot_let_go_is_told_again_after_a_start()
    {
        var first = await _bench.StartAsync();
        await _bench.AppendAsync(first, 1);
        await SettleOneAsync(first, Settlement.Drop(DropReason.Suppressed));
        _bench.Disk.Fail((_, _) => true, StorageFault.Io);
        await first.Reports.ToldAsync([await SingleAsync(first)], CancellationToken.None);
        await first.DisposeAsync();
        _bench.Disk.FailNoMore();

        await using var second = await _bench.StartAsync();

        Assert.HasCount(1, (await SingleAsync(second)).GivenUp);
    }

    [TestMethod]
    public async Task More_sources_than_have_a_place_are_told_by_turns_the_own_one_always()
    {
        var processes = new List<JournalBuffer>();
        for (var index = 0; index < 4; index++)
        {
            processes.Add(await _bench.StartAsync());
            await _bench.AppendAsync(processes[^1], 1);
        }
        for (var index = 1; index < 4; index++)
        {
            await processes[index].DisposeAsync();
        }
        await using var buffer = processes[0];
        _bench.PassLook();
        await buffer.Archive.MoveAsync(CancellationToken.None);

        var first = await buffer.Reports.ReportAsync(maxSources: 2, maxRanges: 500, CancellationToken.None);
        var second = await buffer.Reports.ReportAsync(maxSources: 2, maxRanges: 500, CancellationToken.None);
        var third = await buffer.Reports.ReportAsync(maxSources: 2, maxRanges: 500, CancellationToken.None);

        IReadOnlyList<SourceReport>[] all = [first, second, third];
        Assert.HasCount(1, all.Select(reports => reports[0].Source).Distinct());
        Assert.HasCount(4, all.SelectMany(reports => reports).Select(report => report.Source).Distinct());
    }

    private static async Task<SourceReport> SingleAsync(JournalBuffer buffer, int maxRanges = 500) =>
        Assert.ContainsSingle(await buffer.Reports.ReportAsync(10, maxRanges, CancellationToken.None));

    private static async Task SettleOneAsync(JournalBuffer buffer, Settlement settlement)
    {
        var claim = await buffer.ClaimAsync(1, int.MaxValue, CancellationToken.None);
        await buffer.SettleAsync(claim!, [settlement], CancellationToken.None);
    }
}
