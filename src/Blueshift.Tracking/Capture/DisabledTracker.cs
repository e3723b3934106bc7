using System.Data.Common;

namespace Blueshift.Tracking.Capture;

/// <summary>Answers for the tracker when tracking is off. Programming errors still show, so that they are found in development.</summary>
internal sealed class DisabledTracker : IUserActivityTracker, ITransactionalTracker
{
    public ValueTask<TrackResult> TrackAsync(UserActivity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return ValueTask.FromResult(TrackResult.Disabled);
    }

    public ValueTask<TrackResult> TrackAsync(
        UserActivity activity,
        DbTransaction transaction,
        CancellationToken cancellationToken
    ) => TrackAsync(activity, cancellationToken);

    public ValueTask<IReadOnlyList<TrackResult>> TrackAsync(
        IEnumerable<UserActivity> activities,
        CancellationToken cancellationToken = default
    )
    {
        var all = ActivityList.Checked(activities);
        return ValueTask.FromResult<IReadOnlyList<TrackResult>>(all.Select(_ => TrackResult.Disabled).ToArray());
    }

    public ValueTask<bool> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        FlushTimeout.Check(timeout);
        return ValueTask.FromResult(true);
    }
}
