using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Testing;

/// <summary>
/// Records activities in memory so that a unit test can look at them. Validates as the real tracker does; needs no setting,
/// opens no file or socket. Safe for several threads.
/// </summary>
[SuppressMessage(
    "ApiDesign",
    "RS0026:Do not add multiple public overloads with optional parameters",
    Justification = "The shape of IUserActivityTracker."
)]
[DebuggerDisplay("Count = {Count}")]
public sealed class FakeUserActivityTracker : IUserActivityTracker, ITransactionalTracker
{
    private readonly Lock _lock = new();
    private readonly List<UserActivity> _activities = [];
    private readonly Queue<RefusalReason> _refusals = [];
    private readonly TimeProvider _timeProvider;

    /// <summary>Makes a fake that takes the time from the system's clock.</summary>
    public FakeUserActivityTracker()
        : this(TimeProvider.System) { }

    /// <summary>Makes a fake with a clock of the test's own.</summary>
    /// <param name="timeProvider">Gives the date of activities that have none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="timeProvider"/> is <see langword="null"/>.</exception>
    public FakeUserActivityTracker(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _timeProvider = timeProvider;
    }

    /// <summary>Gets what was recorded so far, in order, each with the id and date under which it was recorded.</summary>
    /// <value>A copy: later activities do not appear in it. Values of the user are as the host gave them.</value>
    public IReadOnlyList<UserActivity> Activities
    {
        get
        {
            lock (_lock)
            {
                return _activities.ToArray();
            }
        }
    }

    /// <summary>Gets how many activities were recorded.</summary>
    public int Count => Activities.Count;

    /// <summary>Gets the activity recorded last.</summary>
    /// <exception cref="InvalidOperationException">Nothing was recorded.</exception>
    public UserActivity Latest =>
        Activities is { Count: > 0 } activities
            ? activities[^1]
            : throw new InvalidOperationException("No activity was recorded. Did the code under test call TrackAsync?");

    /// <summary>Gets the recorded activities of one kind, in order.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>A copy; empty when there are none.</returns>
    public IReadOnlyList<UserActivity> Of(UserActivityKind kind) =>
        Activities.Where(activity => activity.Kind == kind).ToArray();

    /// <summary>Forgets what was recorded and which refusals were asked for.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _activities.Clear();
            _refusals.Clear();
        }
    }

    /// <summary>Refuses the next activity, to test what the host does then. Several calls refuse several activities.</summary>
    /// <param name="reason">The reason, for example <see cref="RefusalReason.DiskFull"/>; <see cref="RefusalReason.None"/> records it.</param>
    public void NextResult(RefusalReason reason)
    {
        lock (_lock)
        {
            _refusals.Enqueue(reason);
        }
    }

    /// <inheritdoc/>
    public ValueTask<TrackResult> TrackAsync(UserActivity activity, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(activity);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Record(activity));
    }

    // Of a transaction that does not commit a fake without a database knows nothing.
    ValueTask<TrackResult> ITransactionalTracker.TrackAsync(
        UserActivity activity,
        DbTransaction transaction,
        CancellationToken cancellationToken
    ) => TrackAsync(activity, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TrackResult>> TrackAsync(
        IEnumerable<UserActivity> activities,
        CancellationToken cancellationToken = default
    )
    {
        var all = ActivityList.Checked(activities);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<TrackResult>>(all.Select(Record).ToArray());
    }

    /// <inheritdoc/>
    /// <remarks>The fake settles at once, so the answer is always <see langword="true"/>.</remarks>
    public ValueTask<bool> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        FlushTimeout.Check(timeout);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(true);
    }

    /// <summary>Records what is saved already, and so cannot be refused any more.</summary>
    internal void Captured(UserActivity activity)
    {
        var now = _timeProvider.GetUtcNow();
        lock (_lock)
        {
            _activities.Add(activity.WithId(activity.Id ?? Guid.CreateVersion7(now)).At(activity.Date ?? now));
        }
    }

    private TrackResult Record(UserActivity activity)
    {
        var now = _timeProvider.GetUtcNow();
        var id = activity.Id ?? Guid.CreateVersion7(now);
        var isAdjusted = TextAdjuster.Adjusts(activity.User);
        lock (_lock)
        {
            if (_refusals.TryDequeue(out var reason) && reason != RefusalReason.None)
            {
                return TrackResult.Refused(id, reason, isAdjusted);
            }
            _activities.Add(activity.WithId(id).At(activity.Date ?? now));
        }
        return TrackResult.Recorded(id, isAdjusted);
    }
}
