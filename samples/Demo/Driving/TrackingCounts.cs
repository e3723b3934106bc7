namespace Demo.Driving;

/// <summary>Is what a client instance counted since it started, and what waits and is kept as dead letters there now.</summary>
public sealed record TrackingCounts(
    long Recorded,
    long Refused,
    long Delivered,
    long DeadLetters,
    long Dropped,
    long Waiting
)
{
    public static TrackingCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    public static TrackingCounts operator +(TrackingCounts left, TrackingCounts right) =>
        new(
            left.Recorded + right.Recorded,
            left.Refused + right.Refused,
            left.Delivered + right.Delivered,
            left.DeadLetters + right.DeadLetters,
            left.Dropped + right.Dropped,
            left.Waiting + right.Waiting
        );

    public static TrackingCounts operator -(TrackingCounts left, TrackingCounts right) =>
        new(
            left.Recorded - right.Recorded,
            left.Refused - right.Refused,
            left.Delivered - right.Delivered,
            left.DeadLetters - right.DeadLetters,
            left.Dropped - right.Dropped,
            left.Waiting - right.Waiting
        );
}
