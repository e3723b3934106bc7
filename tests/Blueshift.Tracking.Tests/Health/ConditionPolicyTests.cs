using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Health;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Health;

[TestClass]
public sealed class ConditionPolicyTests
{
    private static readonly BufferState Empty = Some.EmptyBuffer;

    private readonly FakeTimeProvider _time = new();
    private readonly TrackingCondition _condition;

    public ConditionPolicyTests() => _condition = new TrackingCondition(_time);

    [TestMethod]
    public void Nothing_is_wrong_at_first() => AssertWorst(ConditionReason.None, Empty);

    [TestMethod]
    public void What_the_buffer_knows_is_told()
    {
        AssertWorst(ConditionReason.StorageFault, Empty with { IsFaulty = true });
        AssertWorst(ConditionReason.KeyUnavailable, Empty with { KeysMissing = 1 });
        AssertWorst(ConditionReason.BufferFull, Empty with { Bytes = Empty.BytesLimit - 1000 });
        AssertWorst(ConditionReason.NearlyFull, Empty with { Bytes = Empty.BytesLimit * 81 / 100 });
        AssertWorst(ConditionReason.None, Empty with { Bytes = Empty.BytesLimit * 79 / 100 });
        AssertWorst(ConditionReason.DeadLetters, Empty with { DeadLetters = 1 });
        AssertWorst(ConditionReason.VolatileFolder, Empty with { IsVolatile = true });
        AssertWorst(ConditionReason.LocksMissing, Empty with { LocksMissing = true });
        AssertWorst(ConditionReason.ForeignWaiting, Empty with { Foreign = 1 });
    }

    [TestMethod]
    [DataRow(RefusalReason.BufferFull, ConditionReason.BufferFull)]
    [DataRow(RefusalReason.DiskFull, ConditionReason.BufferFull)]
    [DataRow(RefusalReason.StorageFault, ConditionReason.StorageFault)]
    [DataRow(RefusalReason.StorageTimeout, ConditionReason.StorageFault)]
    [DataRow(RefusalReason.KeyUnavailable, ConditionReason.KeyUnavailable)]
    [DataRow(RefusalReason.OutboxMissing, ConditionReason.OutboxMissing)]
    [DataRow(RefusalReason.Stopped, ConditionReason.None)]
    public void A_refusal_is_told_for_an_hour(RefusalReason refusal, object reason)
    {
        _condition.Refused(refusal, 1);

        AssertWorst((ConditionReason)reason, Empty);
        _time.Advance(TimeSpan.FromHours(1));
        AssertWorst(ConditionReason.None, Empty);
    }

    [TestMethod]
    [DataRow(DropReason.Damaged, ConditionReason.Damaged)]
    [DataRow(DropReason.Expired, ConditionReason.Dropped)]
    [DataRow(DropReason.DeadLettersFull, ConditionReason.Dropped)]
    [DataRow(DropReason.Erased, ConditionReason.None)]
    [DataRow(DropReason.Suppressed, ConditionReason.None)]
    [DataRow(DropReason.Deleted, ConditionReason.None)]
    [DataRow(DropReason.Moved, ConditionReason.None)]
    public void A_drop_is_told_for_an_hour_unless_somebody_wanted_it(DropReason drop, object reason)
    {
        _condition.Dropped(drop);

        AssertWorst((ConditionReason)reason, Empty);
        _time.Advance(TimeSpan.FromHours(1));
        AssertWorst(ConditionReason.None, Empty);
    }

    [TestMethod]
    public void Of_several_the_most_severe_is_told()
    {
        _condition.Delivers(DeliveryState.Paused, ConditionReason.CredentialRefused);
        _condition.IsClockSkewed = true;

        AssertWorst(ConditionReason.CredentialRefused, Empty with { DeadLetters = 3, Foreign = 2 });
        AssertWorst(ConditionReason.StorageFault, Empty with { IsFaulty = true });
        _condition.Delivers(DeliveryState.Delivering, ConditionReason.None);
        AssertWorst(ConditionReason.ClockSkew, Empty);
    }

    [TestMethod]
    public void Before_there_is_a_buffer_nothing_is_wrong_with_it()
    {
        Assert.AreEqual(ConditionReason.None, ConditionPolicy.Worst(buffer: null, _condition));
        Assert.AreEqual(Severity.Ok, SeverityOf(buffer: null));

        _condition.IsClockSkewed = true;
        Assert.AreEqual(ConditionReason.ClockSkew, ConditionPolicy.Worst(buffer: null, _condition));
    }

    [TestMethod]
    [DataRow(ConditionReason.StorageFault, Severity.Failing)]
    [DataRow(ConditionReason.KeyUnavailable, Severity.Failing)]
    [DataRow(ConditionReason.BufferFull, Severity.Failing)]
    [DataRow(ConditionReason.OutboxMissing, Severity.Failing)]
    [DataRow(ConditionReason.CredentialRefused, Severity.Failing)]
    [DataRow(ConditionReason.EndpointRefused, Severity.Failing)]
    [DataRow(ConditionReason.NotOurEndpoint, Severity.Ok)]
    [DataRow(ConditionReason.TlsRefused, Severity.Ok)]
    [DataRow(ConditionReason.Damaged, Severity.Failing)]
    [DataRow(ConditionReason.Dropped, Severity.Failing)]
    [DataRow(ConditionReason.Unreachable, Severity.Ok)]
    [DataRow(ConditionReason.NearlyFull, Severity.Degraded)]
    [DataRow(ConditionReason.DeadLetters, Severity.Degraded)]
    [DataRow(ConditionReason.VolatileFolder, Severity.Degraded)]
    [DataRow(ConditionReason.LocksMissing, Severity.Degraded)]
    [DataRow(ConditionReason.ForeignWaiting, Severity.Degraded)]
    [DataRow(ConditionReason.ClockSkew, Severity.Degraded)]
    [DataRow(ConditionReason.BaselineUndecided, Severity.Degraded)]
    [DataRow(ConditionReason.ReconcileStopped, Severity.Degraded)]
    [DataRow(ConditionReason.None, Severity.Ok)]
    public void Each_reason_is_as_bad_as_it_is(object reason, object severity) =>
        Assert.AreEqual(severity, ConditionPolicy.SeverityOf((ConditionReason)reason));

    [TestMethod]
    public void Whatever_pauses_delivery_is_failing_and_what_it_waits_out_is_not()
    {
        _condition.Delivers(DeliveryState.Paused, ConditionReason.NotOurEndpoint);
        Assert.AreEqual(Severity.Failing, SeverityOf(Empty));

        _condition.Delivers(DeliveryState.Waiting, ConditionReason.NotOurEndpoint);
        Assert.AreEqual(Severity.Ok, SeverityOf(Empty));
    }

    [TestMethod]
    public void What_has_waited_for_over_fifteen_minutes_is_degraded_whoever_is_to_blame()
    {
        var waiting = Empty with { Waiting = 1, OldestWaiting = _time.GetUtcNow() };
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.AreEqual(Severity.Ok, SeverityOf(waiting));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual(Severity.Degraded, SeverityOf(waiting));
        Assert.AreEqual(Severity.Ok, SeverityOf(Empty));
    }

    [TestMethod]
    public void Of_all_that_is_wrong_the_worst_counts_wherever_it_stands_in_the_list()
    {
        _condition.Delivers(DeliveryState.Waiting, ConditionReason.Unreachable);
        Assert.AreEqual(Severity.Degraded, SeverityOf(Empty with { DeadLetters = 1 }));

        _condition.Dropped(DropReason.Expired);
        Assert.AreEqual(Severity.Failing, SeverityOf(Empty with { DeadLetters = 1 }));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.AreEqual(Severity.Degraded, SeverityOf(Empty with { DeadLetters = 1 }));
    }

    [TestMethod]
    public void What_could_not_be_put_together_is_failing_until_it_can()
    {
        Assert.ThrowsExactly<InvalidOperationException>(() =>
            _condition.Making<int>(() => throw new InvalidOperationException())
        );
        Assert.AreEqual(Severity.Failing, SeverityOf(buffer: null));

        _condition.Making(() => 1);
        Assert.AreEqual(Severity.Ok, SeverityOf(buffer: null));
    }

    [TestMethod]
    public void The_words_and_their_order_are_the_contract_s()
    {
        var words = Enum.GetValues<ConditionReason>()
            .Where(reason => reason != ConditionReason.None)
            .Select(ContractWords.Of);

        Assert.Contains(
            string.Join(", ", words.Select(word => $"\"{word}\"")),
            ContractSchema.Text("heartbeat-request")
        );
    }

    private Severity SeverityOf(BufferState? buffer) =>
        ConditionPolicy.SeverityOf(buffer, _condition, _time.GetUtcNow());

    private void AssertWorst(ConditionReason expected, BufferState buffer) =>
        Assert.AreEqual(expected, ConditionPolicy.Worst(buffer, _condition));
}
