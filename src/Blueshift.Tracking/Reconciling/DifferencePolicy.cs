namespace Blueshift.Tracking.Reconciling;

/// <summary>Says what the endpoint is to be told of a user, by what the directory and the ledger have of him. Does no I/O.</summary>
internal static class DifferencePolicy
{
    /// <summary>Compares.</summary>
    /// <param name="isActive">Whether the directory has him as active; that he is gone is <see langword="false"/>.</param>
    /// <param name="line">What the ledger has; <see langword="null"/> for nothing at all.</param>
    /// <param name="mode">What is looked for.</param>
    public static Difference Of(bool isActive, LedgerLine? line, ScanMode mode)
    {
        // Whatever is on its way is newer than what is compared here.
        if (line is { IsPending: true } or { Status: LedgerStatus.Suppressed })
        {
            return Difference.None;
        }
        if (mode.IsBaseline)
        {
            return isActive && IsOfBaseline(line?.Status, mode) ? Difference.Addition : Difference.None;
        }
        return isActive
            ? IsMissing(line, mode)
                ? Difference.Addition
                : Difference.None
            : line?.Status is LedgerStatus.Active or LedgerStatus.Unsent
                ? Difference.Removal
                : Difference.None;
    }

    private static bool IsOfBaseline(LedgerStatus? status, ScanMode mode) =>
        status is null ? mode.TakesUnknown : status == LedgerStatus.Unsent;

    private static bool IsMissing(LedgerLine? line, ScanMode mode) =>
        line?.Status switch
        {
            null => mode.TakesUnknown,
            LedgerStatus.Removed => true,
            LedgerStatus.Active => mode.ToldSince is { } since && line.Date < since,
            // Nobody has decided that he is told.
            _ => false,
        };
}
