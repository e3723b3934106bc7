namespace Demo.Driving;

/// <summary>Is the sum of both ends: what was recorded is delivered, waits, is a dead letter, was dropped, or is lost.</summary>
/// <param name="Counted">What client instances counted.</param>
/// <param name="Stored">How many activities the endpoint holds of them.</param>
public sealed record Balance(TrackingCounts Counted, long Stored)
{
    /// <summary>Gets how many activities the endpoint holds more than were recorded.</summary>
    public long Duplicates => Math.Max(0, Stored - Counted.Recorded);

    public long Delivered => Stored - Duplicates;

    /// <summary>Gets how many activities were recorded and are nowhere; below zero where some are in two places for the moment.</summary>
    public long Lost => Counted.Recorded - Delivered - Counted.Waiting - Counted.DeadLetters - Counted.Dropped;

    public static Balance operator +(Balance left, Balance right) =>
        new(left.Counted + right.Counted, left.Stored + right.Stored);
}
