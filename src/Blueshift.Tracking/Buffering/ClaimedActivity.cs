namespace Blueshift.Tracking.Buffering;

/// <summary>Is one activity of a claim.</summary>
internal readonly struct ClaimedActivity(long sequence, Guid id, ReadOnlyMemory<byte> bytes)
{
    /// <summary>Gets the number that the buffer gave it.</summary>
    public long Sequence { get; } = sequence;

    public Guid Id { get; } = id;

    [UserActivityPersonalData]
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;
}
