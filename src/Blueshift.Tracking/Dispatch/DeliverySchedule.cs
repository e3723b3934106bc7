namespace Blueshift.Tracking.Dispatch;

/// <summary>
/// Says how long to wait after a round: exponential from 2 s to <c>Delivery:MaxRetryDelay</c>, or from 1 to 60 minutes when a
/// person has to mend something; each wait is drawn between half and the whole of it, so that clients do not march in step.
/// Used by the loop alone.
/// </summary>
/// <param name="maxRetryDelay">The cap of the exponential waits.</param>
/// <param name="random">Draws a number from 0 to below 1.</param>
internal sealed class DeliverySchedule(TimeSpan maxRetryDelay, Func<double> random)
{
    // An answer that asks for no wait at all, again and again, must not become a hot loop.
    private static readonly TimeSpan MinWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    private int _retries;
    private int _pauses;

    /// <summary>Gets whether the endpoint did not answer as the contract says since it last did.</summary>
    public bool IsBackingOff => _retries + _pauses > 0;

    /// <summary>Notes that the endpoint answered as the contract says: the next wait is the first of its kind again.</summary>
    public void Answered() => (_retries, _pauses) = (0, 0);

    /// <summary>Says how long to wait for what may pass by itself.</summary>
    /// <param name="retryAfter">What the endpoint asked for, if it did; taken within 1 second and 1 hour.</param>
    /// <param name="isFurther">Whether another request failed at the same time: together they are one try of the endpoint.</param>
    public TimeSpan Retry(TimeSpan? retryAfter, bool isFurther = false)
    {
        _pauses = isFurther ? _pauses : 0;
        var drawn = Draw(FirstRetryDelay, maxRetryDelay, Before(ref _retries, isFurther));
        return retryAfter is { } asked ? HoldBack(asked) : drawn;
    }

    /// <summary>Says how long to wait until somebody may have mended it.</summary>
    /// <param name="isFurther">Whether another request failed at the same time.</param>
    public TimeSpan Pause(bool isFurther = false)
    {
        _retries = isFurther ? _retries : 0;
        return Draw(FirstPause, MaxPause, Before(ref _pauses, isFurther));
    }

    /// <summary>
    /// Says how long to wait when the client instance was ended. Nobody may ever restart this host, and what was ended by mistake
    /// may be begun again, so it is asked for after all, once a day.
    /// </summary>
    public TimeSpan Retired()
    {
        _pauses++;
        return Daily * (0.9 + (random() / 5));
    }

    /// <summary>Brings a wait that the endpoint asked for within its limits.</summary>
    public static TimeSpan HoldBack(TimeSpan asked) =>
        asked < MinWait ? MinWait
        : asked > MaxRetryAfter ? MaxRetryAfter
        : asked;

    // One that failed at the same time counts for nothing: its wait is the one that was counted.
    private static int Before(ref int count, bool isFurther) => isFurther ? Math.Max(0, count - 1) : count++;

    private TimeSpan Draw(TimeSpan first, TimeSpan cap, int before)
    {
        // 2^20 times the first wait is beyond every cap; a larger exponent would overflow.
        var whole = first * Math.Pow(2, Math.Min(before, 20));
        whole = whole > cap ? cap : whole;
        return whole * (0.5 + (random() / 2));
    }
}
