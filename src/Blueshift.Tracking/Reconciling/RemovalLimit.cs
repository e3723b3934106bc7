namespace Blueshift.Tracking.Reconciling;

/// <summary>Says how many removals are believed. Does no I/O.</summary>
/// <param name="active">How many users the endpoint knows as active, or would but for the baseline.</param>
/// <param name="fraction">Which share of them may be removed.</param>
internal sealed class RemovalLimit(long active, double fraction)
{
    /// <summary>Says whether so many are believed.</summary>
    /// <param name="users">How many users the directory listed.</param>
    /// <param name="removals">How many are to be removed.</param>
    public bool Allows(long users, long removals) =>
        removals == 0 || (removals <= active * fraction && (users > 0 || fraction >= 1));
}
