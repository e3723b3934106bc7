using Blueshift.Tracking.Testing.AspNetCore.Reading;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;

namespace Blueshift.Tracking.Testing.AspNetCore.Storing;

/// <summary>Is what a script changes about the verdicts of one batch.</summary>
internal sealed class Ruling
{
    public static readonly Ruling None = new();

    /// <summary>Gets what stores, and says of what is new that it was known.</summary>
    public static readonly Ruling SayingDuplicate = new()
    {
        Say = static verdict =>
            verdict.Status == VerdictStatus.Accepted ? verdict with { Status = VerdictStatus.Duplicate } : verdict,
    };

    /// <summary>Gets the verdict for the activity at a position, in place of storing it; none to judge it as the contract says.</summary>
    public Func<int, ReadActivity, Verdict?> Decide { get; init; } = static (_, _) => null;

    /// <summary>Gets what is said in place of a verdict, after everything has been stored.</summary>
    public Func<Verdict, Verdict> Say { get; init; } = static verdict => verdict;

    /// <summary>Gives one verdict to the activities that are chosen, or to all; what the contract rejects stays rejected.</summary>
    public static Ruling Where(Func<ReceivedActivity, bool>? when, Func<string, Verdict> verdict) =>
        new()
        {
            Decide = (_, activity) =>
                activity.Rejection is null && (when is null || IsChosen(when, activity)) ? verdict(activity.Id) : null,
        };

    /// <summary>Gives one verdict at the given positions.</summary>
    public static Ruling At(int[] positions, Func<string, Verdict> verdict) =>
        new() { Decide = (position, activity) => positions.Contains(position) ? verdict(activity.Id) : null };

    // The test's own code runs here, with what it would find among the activities.
    private static bool IsChosen(Func<ReceivedActivity, bool> when, ReadActivity activity)
    {
        var received = new ReceivedActivity(activity);
        return TestCodeException.Guard(() => when(received));
    }
}
