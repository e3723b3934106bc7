using System.Collections.Concurrent;
using Blueshift.Tracking;

namespace TenantApp.Tests.Support;

/// <summary>Keeps what it was told, and refuses on request.</summary>
internal sealed class FakeTracker : IUserActivityTracker
{
    private readonly ConcurrentQueue<UserActivity> _activities = new();

    public IReadOnlyList<UserActivity> Activities => [.. _activities];

    public Exception? Refusal { get; set; }

    public ValueTask<TrackResult> TrackAsync(UserActivity activity, CancellationToken cancellationToken = default)
    {
        if (Refusal is not null)
        {
            throw Refusal;
        }
        _activities.Enqueue(activity);
        return default;
    }

    public ValueTask<IReadOnlyList<TrackResult>> TrackAsync(
        IEnumerable<UserActivity> activities,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException();

    public ValueTask<bool> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => new(true);
}
