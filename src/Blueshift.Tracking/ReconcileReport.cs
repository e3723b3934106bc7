namespace Blueshift.Tracking;

/// <summary>Says what a comparison of users found. It holds counts alone.</summary>
public sealed class ReconcileReport
{
    /// <summary>Gets how it ended.</summary>
    public required ReconcileOutcome Outcome { get; init; }

    /// <summary>Gets how many users the directory listed.</summary>
    public long Users { get; init; }

    /// <summary>Gets how many the endpoint was told to be active, or would have been but for the baseline that was not sent.</summary>
    public long KnownActive { get; init; }

    /// <summary>Gets how many additions were recorded; of a dry run and of one that stopped, how many are missing.</summary>
    public long Additions { get; init; }

    /// <summary>Gets how many removals were recorded; of a dry run and of one that stopped, how many are missing.</summary>
    public long Removals { get; init; }

    /// <summary>Gets how many users were left alone because an activity of theirs is still to be delivered.</summary>
    public long Pending { get; init; }

    /// <summary>Gets how many existing users the baseline sent, in this comparison.</summary>
    public long Baseline { get; init; }

    /// <summary>
    /// Gets how many removals could not be recorded because what was kept of the user cannot be read: its key is not at hand.
    /// </summary>
    public long Unreadable { get; init; }
}
