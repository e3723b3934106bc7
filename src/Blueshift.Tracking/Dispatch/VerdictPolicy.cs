using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Says what a verdict means for its activity. The contract's table, without I/O.</summary>
internal static class VerdictPolicy
{
    /// <summary>Is up to which wait a deferred activity stays at the head of its source; beyond it is parked.</summary>
    public static readonly TimeSpan MaxHeldBack = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan DailyRetry = TimeSpan.FromDays(1);

    public static Settlement Settle(Verdict verdict, DateTimeOffset now) =>
        verdict switch
        {
            { Status: VerdictStatus.Accepted or VerdictStatus.Duplicate } => Settlement.Delivered,
            { Reason: RejectionReasons.Suppressed } => Settlement.Drop(DropReason.Suppressed),
            { Reason: RejectionReasons.UnsupportedType } => Settlement.Park(now + DailyRetry, verdict.Reason),
            { Status: VerdictStatus.Rejected } => Settlement.DeadLetter(verdict.Reason!),
            { RetryAfter: { } after } when after > MaxHeldBack => Settlement.Park(
                now + (after < DailyRetry ? after : DailyRetry),
                "deferred"
            ),
            _ => Settlement.ReleaseFor(DeliverySchedule.HoldBack(verdict.RetryAfter ?? MaxHeldBack)),
        };
}
