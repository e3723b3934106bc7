using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Relational.Buffering;
using Blueshift.Tracking.Relational.Tests.Support;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Relational.Tests.Buffering;

[TestClass]
public sealed class OutboxReportsTests : OutboxTest
{
    private OutboxReports _reports = null!;

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task What_was_given_up_is_told_in_ranges_until_the_endpoint_has_it(OutboxProvider provider)
    {
        await BeginAsync(provider);
        await RecordAsync("a", "b", "c", "d", "e", "f");
        await SettleAsync(
            5,
            Settlement.Drop(DropReason.Suppressed),
            Settlement.Drop(DropReason.Suppressed),
            Settlement.Delivered,
            Settlement.UnansweredDeadLetter("malformed"),
            Settlement.DeadLetter("invalid-field")
        );

        var report = await ReportAsync(maxRanges: 100);
        Assert.AreEqual((6, 5, 1, false), (report.Last, report.SettledThrough, report.Waiting, report.HasMore));
        Assert.AreSequenceEqual(
            [new GivenUpRange(1, 2, GivenUpReason.Suppressed), new GivenUpRange(4, 4, GivenUpReason.DeadLetter)],
            report.GivenUp
        );
        Assert.HasCount(2, (await ReportAsync(maxRanges: 100)).GivenUp);
        await _reports.ToldAsync([report], CancellationToken.None);

        Assert.IsEmpty((await ReportAsync(maxRanges: 100)).GivenUp);
        Assert.AreEqual((2, 2), (Buffer.GetState().DeadLetters, Buffer.GetState().Dropped));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task What_has_no_place_holds_back_what_is_settled_and_comes_the_nextTime(OutboxProvider provider)
    {
        await BeginAsync(provider);
        await RecordAsync("a", "b", "c");
        await SettleAsync(
            3,
            Settlement.Drop(DropReason.Suppressed),
            Settlement.Delivered,
            Settlement.Drop(DropReason.Expired)
        );

        var first = await ReportAsync(maxRanges: 1);
        Assert.AreEqual((1, true), (first.SettledThrough, first.HasMore));
        await _reports.ToldAsync([first], CancellationToken.None);
        var second = await ReportAsync(maxRanges: 1);

        Assert.AreEqual((3, false), (second.SettledThrough, second.HasMore));
        Assert.AreEqual(new GivenUpRange(3, 3, GivenUpReason.Expired), second.GivenUp.Single());
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task The_last_number_is_known_to_the_next_process_when_no_row_is_left(OutboxProvider provider)
    {
        await BeginAsync(provider);
        await RecordAsync("a", "b", "c");
        await SettleAsync(3, Settlement.Delivered, Settlement.Delivered, Settlement.Drop(DropReason.Suppressed));
        await _reports.ToldAsync([await ReportAsync(maxRanges: 1)], CancellationToken.None);

        var next = Database.Outbox(provider, Some.Options(), Time, "node-2");
        await next.OpenAsync(CancellationToken.None);

        Assert.AreEqual((3, 3), (next.GetState().LastSequence, next.GetState().SettledThrough));
    }

    private protected override void Begun(OutboxProvider provider) =>
        _reports = Database.Reports(provider, Buffer, Some.Options());

    private async Task<SourceReport> ReportAsync(int maxRanges) =>
        (await _reports.ReportAsync(1, maxRanges, CancellationToken.None)).Single();
}
