namespace Blueshift.Tracking.Buffering;

/// <summary>Is one activity in memory with its place in the log.</summary>
internal sealed class MemoryRecord(long sequence, EncodedActivity activity, DateTimeOffset recordedAt)
{
    public long Sequence { get; } = sequence;

    public EncodedActivity Activity { get; } = activity;

    public DateTimeOffset RecordedAt { get; } = recordedAt;
}
