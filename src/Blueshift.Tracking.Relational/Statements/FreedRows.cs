namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Is rows that stay and are let go.</summary>
/// <param name="Sequences">Their numbers, at least one.</param>
/// <param name="State">What they are now.</param>
/// <param name="NotBefore">Before when nobody claims them, in milliseconds since 1970 UTC; 0 for now.</param>
/// <param name="Reason">Why, in the contract's word.</param>
/// <param name="IsUntold">Whether the endpoint gave no verdict of its own on it, and is to be told.</param>
internal sealed record FreedRows(
    IReadOnlyList<long> Sequences,
    RowState State,
    long NotBefore,
    string? Reason,
    bool IsUntold
);
