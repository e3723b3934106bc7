using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking;

/// <summary>Records that a user was created, deactivated, reactivated or deleted. Registered as a singleton.</summary>
/// <remarks>
/// Nothing here waits for the network: an activity goes into the buffer and is delivered in the background. A person's
/// data never makes a call fail; it is adjusted, counted and shown as <see cref="TrackResult.Adjusted"/>.
/// </remarks>
[SuppressMessage(
    "ApiDesign",
    "RS0026:Do not add multiple public overloads with optional parameters",
    Justification = "The single and the bulk form differ in their first parameter, so no call is ambiguous."
)]
public interface IUserActivityTracker
{
    /// <summary>Records one activity and returns when the buffer has it.</summary>
    /// <param name="activity">What happened to which user.</param>
    /// <param name="cancellationToken">
    /// Gives up before the activity has its place in the buffer and is ignored afterwards. Pass
    /// <see cref="CancellationToken.None"/> when your own change is already committed.
    /// </param>
    /// <returns>Whether it was recorded, under which activity id, or why it was refused.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activity"/> is <see langword="null"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first; the activity is not recorded.</exception>
    /// <exception cref="UserActivityRefusedException">
    /// The activity was refused and <see cref="UserActivityTrackingOptions.FailureMode"/> is <see cref="FailureMode.Throw"/>.
    /// </exception>
    ValueTask<TrackResult> TrackAsync(UserActivity activity, CancellationToken cancellationToken = default);

    /// <summary>Records many activities, cheaper than one call each. There is no all-or-nothing.</summary>
    /// <param name="activities">What happened, in the order in which it is to be recorded.</param>
    /// <param name="cancellationToken">Gives up before the activities have their places in the buffer.</param>
    /// <returns>One result for each activity, in the same order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="activities"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An element is <see langword="null"/>; nothing was recorded.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first; nothing was recorded.</exception>
    /// <exception cref="UserActivityRefusedException">
    /// At least one was refused and <see cref="UserActivityTrackingOptions.FailureMode"/> is
    /// <see cref="FailureMode.Throw"/>. Thrown once, after all were tried, with all results.
    /// </exception>
    ValueTask<IReadOnlyList<TrackResult>> TrackAsync(
        IEnumerable<UserActivity> activities,
        CancellationToken cancellationToken = default
    );

    /// <summary>Waits until everything that this process recorded before the call is settled. Delivery does not need it.</summary>
    /// <param name="timeout">The longest wait: zero or more, at most 24 days.</param>
    /// <param name="cancellationToken">Ends the wait; what was recorded stays and is delivered later.</param>
    /// <returns>
    /// <see langword="true"/> when all of it is settled; <see langword="false"/> when the time ran out first: it stays and
    /// is delivered later. Also <see langword="false"/>, at once, when delivery has stopped with its host.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative or over 24 days.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled before either.</exception>
    ValueTask<bool> FlushAsync(TimeSpan timeout, CancellationToken cancellationToken = default);
}
