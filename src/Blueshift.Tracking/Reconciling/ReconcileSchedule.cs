namespace Blueshift.Tracking.Reconciling;

/// <summary>
/// Says when users are compared: once a day, when it was asked for, and after a time in which no process did its part. It does no I/O. Used
/// by the loop alone.
/// </summary>
/// <param name="baseline">What becomes of the users who were there before.</param>
/// <param name="random">Draws a number from 0 to below 1.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class ReconcileSchedule(BaselineMode baseline, Func<double> random, TimeProvider timeProvider)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxRetry = TimeSpan.FromHours(1);

    private TimeSpan _interval = Drawn(Daily, random);
    private TimeSpan _wait = TimeSpan.Zero;
    private long _since;
    private int _failures;
    private bool _isFirst = true;
    private bool _wasIdle;

    /// <summary>Waits until it is time to see how things stand.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) =>
        Task.Delay(Drawn(Look, random), timeProvider, cancellationToken);

    /// <summary>Says whether users are to be compared now.</summary>
    public bool IsDue(ReconcileStanding standing)
    {
        _wasIdle |= standing.Idle >= LongestRest;
        var isDue =
            standing.Asked.IsOpen
            || standing.ResyncAsked.IsOpen
            || _wasIdle
            || standing.SinceCompleted is not { } since
            || since >= _interval
            // Somebody may have changed the setting.
            || (_isFirst && BaselineStep.IsOpen(standing.Directory, baseline));
        return standing.IsHeld && isDue && (_failures == 0 || timeProvider.GetElapsedTime(_since) >= _wait);
    }

    /// <summary>Notes that it was done.</summary>
    public void Done()
    {
        (_failures, _isFirst, _wasIdle) = (0, false, false);
        _interval = Drawn(Daily, random);
    }

    /// <summary>Notes that it recorded nothing because it found too much: what is asked for is not tried again before an hour or so.</summary>
    public void Stopped()
    {
        Done();
        _failures = 1;
        _since = timeProvider.GetTimestamp();
        _wait = Drawn(MaxRetry, random);
    }

    /// <summary>Notes that it could not be done: it is tried again after a minute, doubled up to an hour, each wait drawn between half and the whole of it.</summary>
    public void Failed()
    {
        var whole = FirstRetry * Math.Pow(2, Math.Min(_failures, 20));
        _failures++;
        _since = timeProvider.GetTimestamp();
        _wait = (whole < MaxRetry ? whole : MaxRetry) * (0.5 + (random() / 2));
    }

    // Within a tenth of it, so that clients do not march in step.
    private static TimeSpan Drawn(TimeSpan wait, Func<double> random) => wait * (0.9 + (random() / 5));
}
