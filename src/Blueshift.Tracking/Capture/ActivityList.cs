namespace Blueshift.Tracking.Capture;

/// <summary>Checks the argument of a bulk call before anything is recorded.</summary>
internal static class ActivityList
{
    public static IReadOnlyList<UserActivity> Checked(IEnumerable<UserActivity> activities)
    {
        ArgumentNullException.ThrowIfNull(activities);
        var all = activities.ToList();
        var missing = all.FindIndex(activity => activity is null);
        return missing < 0
            ? all
            : throw new ArgumentException(
                $"The activity at index {missing} is null. Nothing was recorded; leave it out and call again.",
                nameof(activities)
            );
    }
}
