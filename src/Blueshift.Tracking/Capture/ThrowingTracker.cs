using System.Data.Common;

namespace Blueshift.Tracking.Capture;

/// <summary>Makes a refusal an exception, for <see cref="FailureMode.Throw"/>.</summary>
internal sealed class ThrowingTracker(UserActivityTracker tracker) : IUserActivityTracker, ITransactionalTracker
{
    public async ValueTask<TrackResult> TrackAsync(UserActivity activity, CancellationToken cancellationToken = default)
    {
        var result = await tracker.TrackAsync(activity, cancellationToken).ConfigureAwait(false);
        return Checked([result])[0];
    }

    public async ValueTask<TrackResult> TrackAsync(
        UserActivity activity,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        var result = await tracker.TrackAsync(activity, transaction, cancellationToken).ConfigureAwait(false);
        return Checked([result])[0];
    }

    public async ValueTask<IReadOnlyList<TrackResult>> TrackAsync(
        IEnumerable<UserActivity> activities,
        CancellationToken cancellationToken = default
    ) => Checked(await tracker.TrackAsync(activities, cancellationToken).ConfigureAwait(false));

    public ValueTask<bool> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        tracker.FlushAsync(timeout, cancellationToken);

    private static IReadOnlyList<TrackResult> Checked(IReadOnlyList<TrackResult> results) =>
        results.All(result => result.IsRecorded) ? results : throw new UserActivityRefusedException(results);
}
