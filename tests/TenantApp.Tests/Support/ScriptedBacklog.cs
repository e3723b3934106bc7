using Blueshift.Tracking;

namespace TenantApp.Tests.Support;

/// <summary>Is a buffer with the dead letters that a test puts into it.</summary>
internal sealed class ScriptedBacklog : IUserActivityBacklog
{
    public IList<DeadLetter> DeadLetters { get; } = [];

    public IList<Guid> Retried { get; } = [];

    public IList<Guid> Deleted { get; } = [];

    public BacklogStatus GetStatus() =>
        new()
        {
            Recorded = 1007,
            Delivered = 1000,
            Waiting = 4,
            Parked = 0,
            DeadLetters = DeadLetters.Count,
            Dropped = 2,
            Foreign = 0,
            Bytes = 25,
            BytesLimit = 100,
            OldestWaiting = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero),
            LastAcknowledged = null,
        };

    public ValueTask<IReadOnlyList<DeadLetter>> ListDeadLettersAsync(CancellationToken cancellationToken = default) =>
        new([.. DeadLetters]);

    public ValueTask<bool> RetryDeadLetterAsync(Guid activityId, CancellationToken cancellationToken = default) =>
        new(Took(activityId, Retried));

    public ValueTask<bool> DeleteDeadLetterAsync(Guid activityId, CancellationToken cancellationToken = default) =>
        new(Took(activityId, Deleted));

    private bool Took(Guid activityId, IList<Guid> decided)
    {
        if (DeadLetters.SingleOrDefault(letter => letter.ActivityId == activityId) is not { } letter)
        {
            return false;
        }
        decided.Add(activityId);
        return DeadLetters.Remove(letter);
    }
}
