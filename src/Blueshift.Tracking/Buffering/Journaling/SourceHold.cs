namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is the time for which the endpoint asked to be left alone by one source, by a clock that nobody can set. Used under the journal's lock.</summary>
internal sealed class SourceHold(TimeProvider timeProvider)
{
    private TimeSpan _hold;
    private long _began;

    public bool IsOn => Left > TimeSpan.Zero;

    /// <summary>Gets what is left of it.</summary>
    public TimeSpan Left
    {
        get
        {
            var left = _hold == TimeSpan.Zero ? _hold : _hold - timeProvider.GetElapsedTime(_began);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Begins a new one, unless what is left is longer.</summary>
    public void Extend(TimeSpan hold)
    {
        if (hold > Left)
        {
            (_hold, _began) = (hold, timeProvider.GetTimestamp());
        }
    }
}
