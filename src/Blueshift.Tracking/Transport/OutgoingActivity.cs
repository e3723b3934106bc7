namespace Blueshift.Tracking.Transport;

/// <summary>Is one activity of a request: its number, its id to match the verdict, and its stored bytes.</summary>
internal readonly struct OutgoingActivity(long sequence, Guid id, ReadOnlyMemory<byte> bytes)
{
    public long Sequence { get; } = sequence;

    public Guid Id { get; } = id;

    [UserActivityPersonalData]
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;
}
