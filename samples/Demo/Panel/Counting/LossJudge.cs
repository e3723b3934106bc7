namespace Demo.Panel.Counting;

/// <summary>
/// Judges whether what is missing in a sum is lost. Both ends are not counted at the same moment, and of what is off nobody knows what
/// it stored last: so a difference counts only when everything runs and it has stayed the same for a while.
/// </summary>
internal sealed class LossJudge(TimeProvider clock)
{
    // Longer than nodes take to know of each other's activities, and an endpoint that is back to be asked again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private long _difference;
    private DateTimeOffset _since;

    /// <param name="difference">How many are missing by the last count.</param>
    /// <param name="isEverythingCounted">Whether everything runs and has answered.</param>
    /// <returns>How many are lost; <see langword="null"/> while that cannot be said.</returns>
    public long? Judge(long difference, bool isEverythingCounted)
    {
        var now = clock.GetUtcNow();
        if (difference != _difference || !isEverythingCounted)
        {
            (_difference, _since) = (difference, now);
        }
        if (difference == 0)
        {
            return 0;
        }
        return isEverythingCounted && now - _since >= Patience ? difference : null;
    }
}
