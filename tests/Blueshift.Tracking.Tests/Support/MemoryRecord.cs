using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is one activity in memory with its place in the log.</summary>
internal sealed class MemoryRecord(long sequence, EncodedActivity activity, DateTimeOffset recordedAt)
{
    // What the runtime needs for one record, measured; without it the limit would be out by a factor of three.
    private const int Overhead = 256;

    public long Sequence { get; } = sequence;

    /// <summary>Gets how much memory it takes, in bytes.</summary>
    public int Size => SizeOf(Activity);

    public EncodedActivity Activity { get; } = activity;

    public DateTimeOffset RecordedAt { get; } = recordedAt;

    public static int SizeOf(EncodedActivity activity) =>
        activity.Bytes.Length + (activity.Key.Length * sizeof(char)) + Overhead;
}
