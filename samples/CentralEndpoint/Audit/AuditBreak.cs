namespace CentralEndpoint.Audit;

/// <summary>The first link that does not hold.</summary>
/// <param name="Number">Which entry.</param>
/// <param name="Why">What is wrong with it, as the rest of a sentence that begins with the entry.</param>
internal sealed record AuditBreak(long Number, string Why);
