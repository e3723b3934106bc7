using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Dispatch;

/// <summary>
/// Says how long to wait after a round: exponential from 2 s to <c>Delivery:MaxRetryDelay</c>, or from 1 to 60 minutes when a
/// person has to mend something; each wait is drawn between half and the whole of it, so that clients do not march in step.
/// </summary>
/// <param name="maxRetryDelay">The cap of the exponential waits.</param>
/// <param name="random">Draws a number from 0 to below 1.</param>
internal sealed class DeliverySchedule(TimeSpan maxRetryDelay, Func<double> random)
{
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);

    /// <summary>Says how long to wait.</summary>
    /// <param name="round">The round that just ended.</param>
    /// <param name="waitsBefore">How many waits came before it without a round that needed none.</param>
    /// <returns><see langword="null"/> when the next round may begin at once and the schedule starts anew.</returns>
    public TimeSpan? Wait(DispatchRound round, int waitsBefore) =>
        round switch
        {
            { Kind: null } => null,
            { After: { } after } => Clamp(after),
            { Kind: AnswerKind.Pause } => Draw(FirstPause, MaxPause, waitsBefore),
            _ => Draw(FirstRetryDelay, maxRetryDelay, waitsBefore),
        };

    private static TimeSpan Clamp(TimeSpan after) =>
        after < TimeSpan.Zero ? TimeSpan.Zero
        : after > MaxRetryAfter ? MaxRetryAfter
        : after;

    private TimeSpan Draw(TimeSpan first, TimeSpan cap, int waitsBefore)
    {
        // 2^20 times the first wait is beyond every cap; a larger exponent would overflow.
        var whole = first * Math.Pow(2, Math.Min(waitsBefore, 20));
        whole = whole > cap ? cap : whole;
        return whole * (0.5 + (random() / 2));
    }
}
