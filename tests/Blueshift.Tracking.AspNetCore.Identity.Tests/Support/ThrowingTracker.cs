namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Support;

/// <summary>Throws whatever it is asked.</summary>
internal sealed class ThrowingTracker(Exception exception) : IUserActivityTracker
{
    public ValueTask<TrackResult> TrackAsync(UserActivity activity, CancellationToken cancellationToken = default) =>
        throw exception;

    public ValueTask<IReadOnlyList<TrackResult>> TrackAsync(
        IEnumerable<UserActivity> activities,
        CancellationToken cancellationToken = default
    ) => throw exception;

    public ValueTask<bool> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        throw exception;
}
