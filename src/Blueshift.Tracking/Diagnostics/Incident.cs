using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Diagnostics;

/// <summary>
/// Is one thing that can be wrong. It is told when it begins, again at most every 15 minutes, and once when it is over. Safe for
/// several threads.
/// </summary>
internal sealed class Incident(TimeProvider timeProvider)
{
    private readonly Reminders _reminders = new(timeProvider);
    private readonly Lock _lock = new();
    private volatile bool _isOn;
    private bool _isTold;
    private long _began;

    /// <summary>Gets whether it is wrong now.</summary>
    public bool IsOn => _isOn;

    /// <summary>Notes that it is wrong.</summary>
    /// <param name="what">What of it, where several things can be.</param>
    /// <returns>Whether it is time to say so.</returns>
    public bool IsDue(string what = "")
    {
        lock (_lock)
        {
            if (!_isOn)
            {
                _isOn = true;
                _isTold = false;
                _began = timeProvider.GetTimestamp();
            }
            var isDue = _reminders.IsDue(what);
            _isTold |= isDue;
            return isDue;
        }
    }

    /// <summary>Notes that it is over.</summary>
    /// <param name="lasted">How long it lasted.</param>
    /// <param name="isCertain">
    /// Whether the next one is another. Where only a trial says so, the next one may be the same, and is told when its reminder is due.
    /// </param>
    /// <returns>Whether it is to be said: it was wrong, and somebody was told.</returns>
    public bool IsOver([NotNullWhen(true)] out TimeSpan? lasted, bool isCertain = true)
    {
        lasted = null;
        // The usual answer takes no lock.
        if (!_isOn)
        {
            return false;
        }
        lock (_lock)
        {
            if (!_isOn)
            {
                return false;
            }
            _isOn = false;
            if (isCertain)
            {
                _reminders.Clear();
            }
            lasted = timeProvider.GetElapsedTime(_began);
            return _isTold;
        }
    }
}
