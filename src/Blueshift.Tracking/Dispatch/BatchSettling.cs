using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Settles claims by what the endpoint answered, and says what the loop does next. Used by the loop alone.</summary>
internal sealed class BatchSettling(IActivityBuffer buffer, DispatchPolicies policies, DeliveryReporter reporter)
{
    /// <summary>Is the reason of a dead letter whose request was refused as a whole.</summary>
    public const string BatchRefused = "batch-refused";

    private readonly List<Settlement> _settlements = [];

    /// <summary>Settles a claim by its answer.</summary>
    /// <param name="flight">The claim.</param>
    /// <param name="answer">What came of it.</param>
    /// <param name="isFurther">Whether one that was on its way at the same time failed already.</param>
    public async ValueTask<DispatchRound> SettleAsync(Flight flight, DeliveryAnswer answer, bool isFurther) =>
        answer.Kind switch
        {
            AnswerKind.Verdicts => await SettleByVerdictAsync(flight, answer).ConfigureAwait(false),
            AnswerKind.BatchRefused => await SettleRefusedAsync(flight.Claim, answer, isFurther).ConfigureAwait(false),
            _ => await ReleaseAsync(flight.Claim, answer, isFurther).ConfigureAwait(false),
        };

    /// <summary>Lets go of a claim of which nobody knows what became of it.</summary>
    public ValueTask ReleaseAsync(Claim claim) => SettleAsync(claim, All(claim, Settlement.Release));

    /// <summary>Tells what a claim gave up that came to nothing, since no answer will: whoever waits for it waits no longer.</summary>
    public void FoundNothing()
    {
        var state = buffer.GetState();
        reporter.Idle(state);
        policies.Flush.Settled(state.SettledThrough);
    }

    /// <summary>Says how long to wait after an answer that settles nothing.</summary>
    public DispatchRound Waiting(DeliveryAnswer answer, bool isFurther) =>
        new(
            answer.Kind == AnswerKind.TryLater ? policies.Schedule.Retry(answer.RetryAfter, isFurther)
            : answer.IsRetired ? policies.Schedule.Retired()
            : policies.Schedule.Pause(isFurther)
        );

    private async ValueTask<DispatchRound> SettleByVerdictAsync(Flight flight, DeliveryAnswer answer)
    {
        policies.Sizes.Accepted(flight.Claim.Activities.Count, flight.IsSearch);
        var now = policies.TimeProvider.GetUtcNow();
        _settlements.Clear();
        for (var index = 0; index < answer.Verdicts.Count; index++)
        {
            _settlements.Add(VerdictPolicy.Settle(answer.Verdicts[index], now));
        }
        await SettleAsync(flight.Claim, _settlements).ConfigureAwait(false);
        Answered(answer);
        policies.Schedule.Answered();
        return DispatchRound.Done;
    }

    private async ValueTask<DispatchRound> SettleRefusedAsync(Claim claim, DeliveryAnswer answer, bool isFurther)
    {
        var isAtFault = policies.Sizes.Refused(claim.Activities.Count, answer);
        if (!isAtFault && claim.Activities.Count == 1)
        {
            var everybody = $"{answer.Detail}, to {BatchSizePolicy.MaxRefusedAlone} activities sent alone";
            answer = DeliveryAnswer.Pause(DeliveryFault.EndpointRefused, everybody);
            return await ReleaseAsync(claim, answer, isFurther).ConfigureAwait(false);
        }
        var settlements = All(claim, isAtFault ? Settlement.UnansweredDeadLetter(BatchRefused) : Settlement.Release);
        await SettleAsync(claim, settlements).ConfigureAwait(false);
        Answered(answer);
        return DispatchRound.Done;
    }

    private async ValueTask<DispatchRound> ReleaseAsync(Claim claim, DeliveryAnswer answer, bool isFurther)
    {
        await ReleaseAsync(claim).ConfigureAwait(false);
        Answered(answer);
        return Waiting(answer, isFurther);
    }

    // Whoever waits for a flush finds everything counted and told.
    private void Answered(DeliveryAnswer answer)
    {
        var state = buffer.GetState();
        reporter.Answered(answer, state);
        policies.Flush.Settled(state.SettledThrough);
    }

    // A settlement is finished even while stopping: what the endpoint has is not to be sent again.
    private ValueTask SettleAsync(Claim claim, IReadOnlyList<Settlement> settlements) =>
        buffer.SettleAsync(claim, settlements, CancellationToken.None);

    private static Settlement[] All(Claim claim, Settlement settlement)
    {
        var settlements = new Settlement[claim.Activities.Count];
        Array.Fill(settlements, settlement);
        return settlements;
    }
}
