namespace CentralEndpoint.Audit;

/// <summary>What came of walking the chain.</summary>
/// <param name="Count">How many entries hold, from the first on.</param>
/// <param name="First">The number of the first entry; absent where there is none.</param>
/// <param name="Newest">The last entry that holds; where there is none, the place at which the chain begins.</param>
/// <param name="Broken">The first one that does not; absent where the chain is whole.</param>
internal sealed record AuditFinding(long Count, long? First, AuditHead Newest, AuditBreak? Broken)
{
    /// <summary>Gets whether the noted head is older than where the chain begins, so that nothing can be compared with it.</summary>
    public bool IsNotedTooOld { get; init; }
}
