using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Heartbeats;

/// <summary>Says what is wrong, the most severe alone. It reads what is known and does no I/O.</summary>
internal static class ConditionPolicy
{
    private const double NearlyFull = 0.8;

    // What the largest activity takes, sealed: below it a buffer is full for somebody.
    private const long LargestActivity = 16 * 1024;

    public static ConditionReason Worst(BufferState buffer, TrackingCondition condition)
    {
        var delivery = condition.Delivery.Reason;
        return Enum.GetValues<ConditionReason>()
            .First(reason =>
                reason == delivery || condition.HappenedLately(reason) || IsNow(reason, buffer, condition)
            );
    }

    private static bool IsNow(ConditionReason reason, BufferState buffer, TrackingCondition condition) =>
        reason switch
        {
            ConditionReason.StorageFault => buffer.IsFaulty,
            ConditionReason.KeyUnavailable => buffer.KeysMissing > 0,
            ConditionReason.BufferFull => buffer.BytesLimit - buffer.Bytes < LargestActivity,
            ConditionReason.NearlyFull => buffer.Bytes >= NearlyFull * buffer.BytesLimit,
            ConditionReason.DeadLetters => buffer.DeadLetters > 0,
            ConditionReason.VolatileFolder => buffer.IsVolatile,
            ConditionReason.LocksMissing => buffer.LocksMissing,
            ConditionReason.ForeignWaiting => buffer.Foreign > 0,
            ConditionReason.ClockSkew => condition.IsClockSkewed,
            ConditionReason.None => true,
            _ => false,
        };
}
