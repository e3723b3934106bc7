using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Reconciling;

/// <summary>What is decided without I/O.</summary>
[TestClass]
public sealed class ReconcilePolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow(null, true, Difference.Addition)]
    [DataRow(null, false, Difference.None)]
    [DataRow(LedgerStatus.Active, true, Difference.None)]
    [DataRow(LedgerStatus.Active, false, Difference.Removal)]
    [DataRow(LedgerStatus.Removed, true, Difference.Addition)]
    [DataRow(LedgerStatus.Removed, false, Difference.None)]
    [DataRow(LedgerStatus.Suppressed, true, Difference.None)]
    [DataRow(LedgerStatus.Suppressed, false, Difference.None)]
    [DataRow(LedgerStatus.Unsent, true, Difference.None)]
    [DataRow(LedgerStatus.Unsent, false, Difference.Removal)]
    public void Every_difference_is_found(object? status, bool isActive, object expected)
    {
        var line = status is null ? null : Line((LedgerStatus)status);

        Assert.AreEqual((Difference)expected, DifferencePolicy.Of(isActive, line, ScanMode.Everything));
        Assert.AreEqual(
            Difference.None,
            DifferencePolicy.Of(isActive, Line((LedgerStatus?)status, isPending: true), ScanMode.Everything)
        );
    }

    [TestMethod]
    [DataRow(null, true, true, Difference.Addition)]
    [DataRow(null, true, false, Difference.None)]
    [DataRow(null, false, true, Difference.None)]
    [DataRow(LedgerStatus.Unsent, true, false, Difference.Addition)]
    [DataRow(LedgerStatus.Unsent, false, true, Difference.None)]
    [DataRow(LedgerStatus.Active, true, true, Difference.None)]
    [DataRow(LedgerStatus.Active, false, true, Difference.None)]
    [DataRow(LedgerStatus.Removed, true, true, Difference.None)]
    [DataRow(LedgerStatus.Suppressed, true, true, Difference.None)]
    public void The_baseline_is_whoever_is_active_and_was_not_told(
        object? status,
        bool isActive,
        bool takesUnknown,
        object expected
    )
    {
        var line = status is null ? null : Line((LedgerStatus)status);
        var mode = new ScanMode { IsBaseline = true, TakesUnknown = takesUnknown };

        Assert.AreEqual((Difference)expected, DifferencePolicy.Of(isActive, line, mode));
    }

    [TestMethod]
    public void After_a_loss_whoever_was_told_before_is_told_again_and_the_undecided_are_not()
    {
        var mode = ScanMode.Everything with { ToldSince = 1000 };

        Assert.AreEqual(Difference.Addition, DifferencePolicy.Of(true, Line(LedgerStatus.Active, date: 999), mode));
        Assert.AreEqual(Difference.None, DifferencePolicy.Of(true, Line(LedgerStatus.Active, date: 1000), mode));
        Assert.AreEqual(Difference.None, DifferencePolicy.Of(true, Line(LedgerStatus.Unsent), mode));
        Assert.AreEqual(Difference.None, DifferencePolicy.Of(true, Line(LedgerStatus.Suppressed), mode));
    }

    [TestMethod]
    public void A_finding_is_dated_five_minutes_before_and_a_millisecond_after_what_is_known()
    {
        Assert.AreEqual(Now.AddMinutes(-5), ReconcileDates.Found(Now, last: 0));
        Assert.AreEqual(Now.AddMinutes(-5), ReconcileDates.Found(Now, Milliseconds(Now.AddMinutes(-6))));
        Assert.AreEqual(
            Now.AddMinutes(-5).AddMilliseconds(1),
            ReconcileDates.Found(Now, Milliseconds(Now.AddMinutes(-5)))
        );
        Assert.AreEqual(Now.AddDays(1).AddMilliseconds(1), ReconcileDates.Found(Now, Milliseconds(Now.AddDays(1))));
    }

    [TestMethod]
    [DataRow(100, 10, true)]
    [DataRow(100, 11, false)]
    [DataRow(5, 1, false)]
    [DataRow(0, 0, true)]
    public void A_tenth_is_believed(int active, int removals, bool isAllowed) =>
        Assert.AreEqual(isAllowed, new RemovalLimit(active, 0.1).Allows(users: 100, removals));

    [TestMethod]
    public void Findings_are_held_back_while_much_waits()
    {
        Assert.IsTrue(RecordingPace.Allows(Some.EmptyBuffer with { Waiting = 1_999 }));
        Assert.IsFalse(RecordingPace.Allows(Some.EmptyBuffer with { Waiting = 2_000 }));
        Assert.IsTrue(RecordingPace.Allows(Some.EmptyBuffer with { Bytes = Some.EmptyBuffer.BytesLimit / 2 }));
        Assert.IsFalse(RecordingPace.Allows(Some.EmptyBuffer with { Bytes = (Some.EmptyBuffer.BytesLimit / 2) + 1 }));
    }

    [TestMethod]
    public async Task It_waits_until_less_waits_and_keeps_the_comparison_going()
    {
        var time = new ObservedTimeProvider();
        var ledger = new MemoryLedger(time);
        var state = Some.EmptyBuffer with { Waiting = 5_000 };
        var pace = new RecordingPace(() => state, ledger, time);

        var waiting = pace.WaitAsync(CancellationToken.None);
        await time.PassWaitAsync(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15));
        await time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15));
        state = Some.EmptyBuffer;
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.IsTrue(await waiting);

        state = state with { Waiting = 5_000 };
        ledger.IsMine = false;
        var lost = pace.WaitAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.IsFalse(await lost);
    }

    private static long Milliseconds(DateTimeOffset date) => date.ToUnixTimeMilliseconds();

    private static LedgerLine Line(LedgerStatus? status, bool isPending = false, long date = 0) =>
        new()
        {
            Subject = 1,
            Status = status,
            Date = date,
            IsPending = isPending,
        };
}
