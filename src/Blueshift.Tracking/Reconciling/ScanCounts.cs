namespace Blueshift.Tracking.Reconciling;

/// <summary>Counts what a comparison meets. Used by one thread.</summary>
internal sealed class ScanCounts
{
    public long Users { get; set; }

    public long Additions { get; set; }

    public long Removals { get; set; }

    public long Pending { get; set; }

    public long Unreadable { get; set; }

    /// <summary>Counts a user.</summary>
    /// <param name="difference">What the endpoint lacks of him.</param>
    /// <param name="line">What is known of him.</param>
    public void Count(Difference difference, LedgerLine? line)
    {
        Additions += difference == Difference.Addition ? 1 : 0;
        Removals += difference == Difference.Removal ? 1 : 0;
        Pending += line is { IsPending: true } ? 1 : 0;
    }
}
