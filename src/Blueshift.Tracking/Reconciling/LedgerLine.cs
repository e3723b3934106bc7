namespace Blueshift.Tracking.Reconciling;

/// <summary>Is what the ledger has of a user, and whether something of him is still to be delivered. No record: nothing prints it.</summary>
internal sealed class LedgerLine
{
    [UserActivityPersonalData]
    public required UInt128 Subject { get; init; }

    /// <summary>Gets what is known; <see langword="null"/> when the ledger has nothing of him.</summary>
    public required LedgerStatus? Status { get; init; }

    /// <summary>Gets the date of the latest activity that the endpoint has, in milliseconds since 1970 UTC; 0 when it has none.</summary>
    public required long Date { get; init; }

    /// <summary>Gets whether a row of the outbox has an activity of his that is not settled, or waits as a dead letter for somebody to decide.</summary>
    public bool IsPending { get; init; }

    /// <summary>Gets who he is; <see langword="null"/> when he is not active, it was not asked for, or its key is not at hand.</summary>
    [UserActivityPersonalData]
    public TrackedUser? Contact { get; init; }
}
