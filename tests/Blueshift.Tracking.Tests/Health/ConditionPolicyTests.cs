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

    private void AssertWorst(ConditionReason expected, BufferState buffer) =>
        Assert.AreEqual(expected, ConditionPolicy.Worst(buffer, _condition));
}
