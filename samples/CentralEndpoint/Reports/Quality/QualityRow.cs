namespace CentralEndpoint.Reports.Quality;

/// <summary>How far the figures of one instance, or of a client, are to be trusted. The names of the members are those of the JSON.</summary>
public sealed record QualityRow : ReportRow
{
    /// <summary>Gets how many activities were received in the span, voided ones left out; the ones below are among them.</summary>
    public required long Activities { get; init; }

    /// <summary>Gets those of users who were there before the instance began to report.</summary>
    public required long Baseline { get; init; }

    /// <summary>Gets those that the instance told later, when it compared its directory with what it had told.</summary>
    public required long Reconciled { get; init; }

    /// <summary>Gets additions of users who were active already.</summary>
    public required long RepeatedAdditions { get; init; }

    /// <summary>Gets removals of users who were removed already.</summary>
    public required long RepeatedRemovals { get; init; }

    /// <summary>Gets removals of users who had never been added.</summary>
    public required long OrphanRemovals { get; init; }

    /// <summary>Gets those dated more than five minutes after they were received: a clock is wrong.</summary>
    public required long Ahead { get; init; }

    /// <summary>Gets how long the others took from their dates, neither baseline nor reconciled ones.</summary>
    public required Lateness Late { get; init; }

    /// <summary>Gets the hour of the span in which too many users were removed; absent without one.</summary>
    public MassRemoval? MassRemoval { get; init; }

    /// <summary>Gets how often, ever, an activity came that was here already; each counts once all the same.</summary>
    public required long Resent { get; init; }

    /// <summary>Gets how many activities were ever taken out of every figure.</summary>
    public required long Voided { get; init; }

    /// <summary>Gets how many activities are missing, by the instance's own count, now.</summary>
    public required long Gap { get; init; }

    /// <summary>Gets how many at most are lost with silent buffers, now.</summary>
    public required long LostWithBuffers { get; init; }

    /// <summary>Gets how many the endpoint refused for good, now.</summary>
    public required long DeadLetters { get; init; }

    /// <summary>Gets the greatest difference of its clock in seconds, at its last heartbeats; absent where it never reported.</summary>
    public double? ClockSkewSeconds { get; init; }
}
