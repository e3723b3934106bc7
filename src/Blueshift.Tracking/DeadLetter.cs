namespace Blueshift.Tracking;

/// <summary>Is an activity that the endpoint will never take, without any value of its user.</summary>
public sealed class DeadLetter
{
    /// <summary>Gets the activity id, as <see cref="TrackResult.ActivityId"/> gave it.</summary>
    public required Guid ActivityId { get; init; }

    /// <summary>Gets when it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Gets the wire contract's word for why the endpoint rejected it.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets its number in the buffer that recorded it.</summary>
    public required long Sequence { get; init; }
}
