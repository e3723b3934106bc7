using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Health;

/// <summary>
/// Says what is wrong, and how bad it is, for health and for the heartbeat alike. It reads what is known and does no I/O. Before there
/// is a buffer, nothing is wrong with it.
/// </summary>
internal static class ConditionPolicy
{
    private static readonly ConditionReason[] Reasons = Enum.GetValues<ConditionReason>();

    /// <summary>Says what is wrong, the most severe alone.</summary>
    public static ConditionReason Worst(BufferState? buffer, TrackingCondition condition)
    {
        foreach (var reason in Reasons)
        {
            if (Holds(reason, buffer, condition))
            {
                return reason;
            }
        }
        return ConditionReason.None;
    }

    /// <summary>Says how bad all that is wrong is.</summary>
    public static Severity SeverityOf(BufferState? buffer, TrackingCondition condition, DateTimeOffset now)
    {
        // Whatever the reason: a pause ends when a person has mended something.
        if (condition.CannotStart || condition.Delivery.State == DeliveryState.Paused)
        {
            return Severity.Failing;
        }
        var worst = IsOld(buffer, now) || condition.CaptureFaultedLately ? Severity.Degraded : Severity.Ok;
        foreach (var reason in Reasons)
        {
            if (SeverityOf(reason) > worst && Holds(reason, buffer, condition))
            {
                worst = SeverityOf(reason);
            }
        }
        return worst;
    }

    /// <summary>Says whether something has waited for longer than it should.</summary>
    public static bool IsOld(BufferState? buffer, DateTimeOffset now) => buffer?.Age(now) > BufferState.OldAge;

    /// <summary>Says how bad a reason is by itself. What delivery waits out is not bad before something has waited for long.</summary>
    public static Severity SeverityOf(ConditionReason reason) =>
        reason switch
        {
            ConditionReason.StorageFault
            or ConditionReason.KeyUnavailable
            or ConditionReason.BufferFull
            or ConditionReason.OutboxMissing
            or ConditionReason.CredentialRefused
            or ConditionReason.EndpointRefused
            or ConditionReason.Damaged
            or ConditionReason.Dropped => Severity.Failing,
            ConditionReason.NotOurEndpoint
            or ConditionReason.TlsRefused
            or ConditionReason.Unreachable
            or ConditionReason.None => Severity.Ok,
            _ => Severity.Degraded,
        };

    private static bool Holds(ConditionReason reason, BufferState? buffer, TrackingCondition condition) =>
        reason == ConditionReason.None
        || reason == condition.Delivery.Reason
        || condition.HappenedLately(reason)
        || reason == ConditionReason.ClockSkew && condition.IsClockSkewed
        || reason == ConditionReason.BaselineUndecided
            && condition.Directory is { Baseline: BaselineState.Undecided, Unsent: > 0 }
        || reason == ConditionReason.ReconcileStopped && condition.Directory.IsStopped
        || buffer is { } known && IsNow(reason, known);

    private static bool IsNow(ConditionReason reason, in BufferState buffer) =>
        reason switch
        {
            ConditionReason.StorageFault => buffer.IsFaulty,
            ConditionReason.KeyUnavailable => buffer.KeysMissing > 0,
            ConditionReason.BufferFull => buffer.IsFull,
            ConditionReason.OutboxMissing => buffer.IsMissing,
            ConditionReason.NearlyFull => buffer.IsNearlyFull,
            ConditionReason.DeadLetters => buffer.DeadLetters > 0,
            ConditionReason.VolatileFolder => buffer.IsVolatile,
            ConditionReason.LocksMissing => buffer.LocksMissing,
            ConditionReason.ForeignWaiting => buffer.Foreign > 0,
            _ => false,
        };
}
