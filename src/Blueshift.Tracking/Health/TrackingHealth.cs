using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Health;

/// <summary>Collects what is known of how tracking is doing. It reads counters alone: it opens nothing, waits for nothing and throws nothing.</summary>
internal sealed class TrackingHealth(
    UncheckedSettings settings,
    BufferInUse buffer,
    TrackingCondition condition,
    TimeProvider timeProvider
)
{
    /// <summary>Gets how bad it is.</summary>
    public Severity Severity =>
        settings.TryRead() is { Enabled: false }
            ? Severity.Ok
            : ConditionPolicy.SeverityOf(buffer.State, condition, timeProvider.GetUtcNow());

    public HealthFacts Read()
    {
        var known = settings.TryRead();
        var isOff = known is { Enabled: false };
        var state = buffer.State;
        var now = timeProvider.GetUtcNow();
        var reason = isOff ? ConditionReason.None : ConditionPolicy.Worst(state, condition);
        return new HealthFacts
        {
            State = isOff ? HealthFacts.Off : ContractWords.Of(Delivery),
            Severity = isOff ? Severity.Ok : ConditionPolicy.SeverityOf(state, condition, now),
            Reason = reason,
            Fix = isOff ? Fixes.Of(ConditionReason.None) : FixOf(reason, state, now),
            Instance = known?.ClientInstanceId,
            Endpoint = known?.Endpoint is { IsAbsoluteUri: true } endpoint ? endpoint.Host : null,
            Buffer = state,
            Baseline = condition.Directory.Baseline,
            Refused = condition.RefusedSoFar().Sum(refused => refused.Count),
            Oldest = state?.Age(now) ?? TimeSpan.Zero,
        };
    }

    // What could not be put together is somebody's to mend, and nothing goes on before.
    private DeliveryState Delivery =>
        condition.IsStopping ? DeliveryState.Stopping
        : condition.CannotStart ? DeliveryState.Paused
        : condition.Delivery.State;

    private string FixOf(ConditionReason reason, BufferState? state, DateTimeOffset now) =>
        condition.CannotStart ? Fixes.CannotStart
        : reason == ConditionReason.None && ConditionPolicy.IsOld(state, now) ? Fixes.StillWaiting
        : reason == ConditionReason.BaselineUndecided ? Fixes.Undecided(condition.Directory.Unsent)
        : Fixes.Of(reason);
}
