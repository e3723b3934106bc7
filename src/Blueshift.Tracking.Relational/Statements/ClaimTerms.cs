namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Says how much is claimed, by whom and for how long.</summary>
/// <param name="Owner">Who claims: a name that nobody else has, for this claim alone.</param>
/// <param name="MaxCount">The most rows.</param>
/// <param name="MaxBytes">The most bytes; one row is taken in any case.</param>
/// <param name="Now">The process's time, by which parked rows are due.</param>
/// <param name="Lease">For how long on the database's clock nobody else takes them.</param>
internal sealed record ClaimTerms(string Owner, int MaxCount, int MaxBytes, DateTimeOffset Now, TimeSpan Lease);
