namespace Blueshift.Tracking.Diagnostics;

/// <summary>Lets each thing be said at once and then at most every 15 minutes. Safe for several threads.</summary>
internal sealed class Reminders(TimeProvider timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _told = new(StringComparer.Ordinal);

    /// <summary>Says whether it is time to say it, and takes it for said if so.</summary>
    public bool IsDue(string what)
    {
        // Not the date: a clock that is set back would keep it back for as long.
        var now = timeProvider.GetTimestamp();
        lock (_lock)
        {
            if (_told.TryGetValue(what, out var told) && timeProvider.GetElapsedTime(told, now) < Interval)
            {
                return false;
            }
            _told[what] = now;
            return true;
        }
    }

    /// <summary>Forgets what was said: it is news again.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _told.Clear();
        }
    }
}
