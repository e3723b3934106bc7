namespace Blueshift.Tracking;

/// <summary>
/// Shows what the buffer holds, and lets an operator decide about dead letters where no shell reaches the process. A singleton;
/// nothing here shows a value of a user.
/// </summary>
/// <remarks>With <see cref="UserActivityTrackingOptions.Enabled"/> off it shows zeros and finds nothing.</remarks>
public interface IUserActivityBacklog
{
    /// <summary>Reads the counters. Cheap, touches no disk, never throws for one.</summary>
    /// <returns>The counters of this process's journals; zeros before tracking was first used in this process.</returns>
    BacklogStatus GetStatus();

    /// <summary>Lists the dead letters that this process holds, without values.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A copy. One whose key is not at hand is in <see cref="BacklogStatus.DeadLetters"/> alone.</returns>
    ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(CancellationToken cancellationToken = default);

    /// <summary>Lets a dead letter be sent once more, at once; for example after the endpoint was corrected.</summary>
    /// <param name="activityId">Its <see cref="DeadLetter.ActivityId"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the buffer to open.</param>
    /// <returns><see langword="false"/> when there is no such dead letter, or the buffer cannot take it up now; nothing changed.</returns>
    ValueTask<bool> RetryDeadLetterAsync(Guid activityId, CancellationToken cancellationToken = default);

    /// <summary>Gives up a dead letter for good; it is counted and told as <see cref="DropReason.Deleted"/>.</summary>
    /// <param name="activityId">Its <see cref="DeadLetter.ActivityId"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the buffer to open.</param>
    /// <returns><see langword="false"/> when there is no such dead letter, or the disk failed meanwhile: list them again.</returns>
    ValueTask<bool> DeleteDeadLetterAsync(Guid activityId, CancellationToken cancellationToken = default);
}
