namespace Blueshift.Tracking.Reconciling;

/// <summary>Is a user of whom the endpoint seems to lack something. No record: nothing prints it.</summary>
internal sealed class Candidate
{
    [UserActivityPersonalData]
    public required UInt128 Subject { get; init; }

    public required Difference Difference { get; init; }

    /// <summary>Gets who he is, as the directory lists him, or as the ledger remembers him when the directory no longer does.</summary>
    [UserActivityPersonalData]
    public required TrackedUser User { get; init; }

    /// <summary>Gets when he was created, if that is known.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
