namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Holds what an outbox is told once.</summary>
/// <param name="Instance">The client instance.</param>
/// <param name="Node">The name of this process among those that share the database.</param>
/// <param name="MaxBytes">The most bytes.</param>
/// <param name="Lease">For how long a claim holds.</param>
internal sealed record OutboxTerms(string Instance, string Node, long MaxBytes, TimeSpan Lease);
