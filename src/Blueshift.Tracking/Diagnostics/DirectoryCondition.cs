namespace Blueshift.Tracking.Diagnostics;

/// <summary>Is what is known of the users whom a directory lists.</summary>
/// <param name="Baseline">What became of those who were there before.</param>
/// <param name="Unsent">How many of them were not sent.</param>
/// <param name="IsStopped">Whether the last comparison did not come to its end.</param>
internal sealed record DirectoryCondition(BaselineState Baseline, long Unsent, bool IsStopped)
{
    /// <summary>Is what is known before a directory was read, and where there is none.</summary>
    public static DirectoryCondition Unknown { get; } = new(BaselineState.None, Unsent: 0, IsStopped: false);
}
