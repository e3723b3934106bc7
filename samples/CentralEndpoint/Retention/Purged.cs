namespace CentralEndpoint.Retention;

/// <summary>What a run did with one kind.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Count">How many were deleted.</param>
/// <param name="Fault">Why it is not done, in words that name nobody; absent where it is.</param>
internal sealed record Purged(RetentionKind Kind, long Count, string? Fault);
