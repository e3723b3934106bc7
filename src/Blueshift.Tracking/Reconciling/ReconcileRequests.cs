using Blueshift.Tracking.Heartbeats;

namespace Blueshift.Tracking.Reconciling;

/// <summary>
/// Takes requests for a comparison and lets the loop see them as one: once nobody has asked for a minute, and after ten minutes in any case.
/// Safe for several threads.
/// </summary>
internal sealed class ReconcileRequests(TimeProvider timeProvider) : IReconcileRequests, IResync
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private long? _first;
    private long _latest;
    private volatile bool _isResync;

    /// <summary>Gets whether the endpoint asked for everybody.</summary>
    public bool IsResync => _isResync;

    /// <summary>Gets whether a comparison is asked for, and it is time to pass that on.</summary>
    public bool IsDue
    {
        get
        {
            lock (_lock)
            {
                return _first is { } first
                    && (timeProvider.GetElapsedTime(_latest) >= Quiet || timeProvider.GetElapsedTime(first) >= Longest);
            }
        }
    }

    public void Soon()
    {
        lock (_lock)
        {
            _latest = timeProvider.GetTimestamp();
            _first ??= _latest;
        }
    }

    public void Request() => _isResync = true;

    /// <summary>Notes that what was asked for is passed on.</summary>
    public void PassedOn()
    {
        lock (_lock)
        {
            _first = null;
        }
    }

    /// <summary>Notes that the endpoint's wish is passed on.</summary>
    public void ResyncPassedOn() => _isResync = false;
}
