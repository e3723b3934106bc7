namespace Blueshift.Tracking.Buffering;

/// <summary>
/// Is what people, not dispatch, ask of a buffer: one person's activities, dead letters, and what waits under an old name. Every
/// buffer has one. All members may be called from any thread; capture waits for none of them. Storage faults do not leave it: what
/// they kept from being done is said by the answer.
/// </summary>
internal interface IBufferArchive
{
    /// <summary>Counts the activities that match.</summary>
    ValueTask<PersonFindings> FindAsync(ActivityPredicate matches, CancellationToken cancellationToken);

    /// <summary>Shows the activities that match.</summary>
    ValueTask<PersonFindings> ExportAsync(
        ActivityPredicate matches,
        IActivityExport export,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Makes the activities that match unreadable wherever the buffer keeps bytes, and gives up those that were not settled. Durable
    /// on return if <see cref="PersonFindings.IsComplete"/>; else call again. Repeating it does no harm.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was not finished: call again.</exception>
    ValueTask<PersonFindings> EraseAsync(ActivityPredicate matches, CancellationToken cancellationToken);

    /// <summary>Lists the dead letters, the oldest number first in each journal.</summary>
    ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(CancellationToken cancellationToken);

    /// <summary>Lets a dead letter be claimed once more, now. Durable on return.</summary>
    /// <returns><see langword="false"/> when there is none of this id, or it could not be put away now: it is as before.</returns>
    ValueTask<bool> TryRetryDeadLetterAsync(Guid activityId, CancellationToken cancellationToken);

    /// <summary>Gives up a dead letter as <see cref="DropReason.Deleted"/>.</summary>
    /// <returns><see langword="false"/> when there is none of this id; also after a storage fault, and then the next settlement makes it durable.</returns>
    ValueTask<bool> TryDeleteDeadLetterAsync(Guid activityId, CancellationToken cancellationToken);

    /// <summary>
    /// Takes over now what <see cref="UserActivityTrackingOptions.MoveWaiting"/> names; the buffer also does so by itself, when it is
    /// opened and every minute.
    /// </summary>
    ValueTask MoveAsync(CancellationToken cancellationToken);
}
