namespace Blueshift.Tracking;

/// <summary>Is the state of the buffer at one moment. Recorded = delivered + waiting + dead letters + dropped, over its whole life.</summary>
public sealed class BacklogStatus
{
    /// <summary>Gets how many activities were recorded.</summary>
    public required long Recorded { get; init; }

    /// <summary>Gets how many the endpoint has.</summary>
    public required long Delivered { get; init; }

    /// <summary>Gets how many wait, with those that are tried again at a later time.</summary>
    public required long Waiting { get; init; }

    /// <summary>Gets how many of <see cref="Waiting"/> are tried again at a later time.</summary>
    public required long Parked { get; init; }

    /// <summary>Gets how many the endpoint will never take; they are kept with their reasons.</summary>
    public required long DeadLetters { get; init; }

    /// <summary>Gets how many were given up.</summary>
    public required long Dropped { get; init; }

    /// <summary>
    /// Gets how many wait that belong to another client instance or endpoint; they are in no other number and are not sent. See
    /// <see cref="UserActivityTrackingOptions.MoveWaiting"/>.
    /// </summary>
    public required long Foreign { get; init; }

    /// <summary>Gets the bytes that the buffer takes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Gets the bytes that it may take.</summary>
    public required long BytesLimit { get; init; }

    /// <summary>Gets since when the oldest waiting activity waits, as far as it is known.</summary>
    /// <value><see langword="null"/> when none waits, or it cannot be read: its key is not at hand.</value>
    public required DateTimeOffset? OldestWaiting { get; init; }

    /// <summary>Gets when the endpoint last took an activity.</summary>
    /// <value><see langword="null"/> when it never did.</value>
    public required DateTimeOffset? LastAcknowledged { get; init; }
}
