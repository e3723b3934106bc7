using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>Shows the buffer to an operator.</summary>
internal sealed class UserActivityBacklog(IActivityBuffer buffer, IBufferArchive archive) : IUserActivityBacklog
{
    public BacklogStatus GetStatus() => Show(buffer.GetState());

    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(CancellationToken cancellationToken = default) =>
        archive.ListDeadLettersAsync(cancellationToken);

    public ValueTask<bool> RetryDeadLetterAsync(Guid activityId, CancellationToken cancellationToken = default) =>
        archive.TryRetryDeadLetterAsync(activityId, cancellationToken);

    public ValueTask<bool> DeleteDeadLetterAsync(Guid activityId, CancellationToken cancellationToken = default) =>
        archive.TryDeleteDeadLetterAsync(activityId, cancellationToken);

    private static BacklogStatus Show(BufferState state) =>
        new()
        {
            Recorded = state.Recorded,
            Delivered = state.Delivered,
            Waiting = state.Waiting,
            Parked = state.Parked,
            DeadLetters = state.DeadLetters,
            Dropped = state.Dropped,
            Foreign = state.Foreign,
            Bytes = state.Bytes,
            BytesLimit = state.BytesLimit,
            OldestWaiting = state.OldestWaiting,
            LastAcknowledged = state.LastAcknowledged,
        };
}
