namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Holds what an outbox is told once.</summary>
internal sealed record OutboxTerms
{
    /// <summary>Gets the client instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Gets the name of this process, which no other has that shares the database.</summary>
    public required string Node { get; init; }

    /// <summary>Gets the most bytes.</summary>
    public required long MaxBytes { get; init; }

    /// <summary>Gets for how long a claim holds.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>Gets after which age what waits is given up; <see langword="null"/> for never.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>Gets after which age a dead letter is given up.</summary>
    public required TimeSpan DeadLetterMaxAge { get; init; }
}
