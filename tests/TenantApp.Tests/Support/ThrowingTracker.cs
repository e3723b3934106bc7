using Blueshift.Tracking;

namespace TenantApp.Tests.Support;

/// <summary>Refuses as the tracker does with <see cref="FailureMode.Throw"/>.</summary>
internal sealed class ThrowingTracker : IUserActivityTracker
{
    public ValueTask<TrackResult> TrackAsync(UserActivity activity, CancellationToken cancellationToken = default) =>
        throw new UserActivityRefusedException();

    public ValueTask<IReadOnlyList<TrackResult>> TrackAsync(
        IEnumerable<UserActivity> activities,
        CancellationToken cancellationToken = default
    ) => throw new UserActivityRefusedException();

    public ValueTask<bool> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => new(true);
}
