namespace CentralEndpoint.Projection;

/// <summary>
/// Folds a user's activities into the times during which the user was active. Of several activities of one moment the last one decides;
/// what changes nothing begins and ends nothing.
/// </summary>
internal static class IntervalFold
{
    /// <param name="changes">The activities of one user from some time on, by date, then sequence, then id.</param>
    /// <param name="before">What is known of the user before that time.</param>
    public static IReadOnlyList<ActiveInterval> Of(IReadOnlyList<Change> changes, Before before = default)
    {
        var intervals = new List<ActiveInterval>();
        var open = before.Open;
        for (var index = 0; index < changes.Count; index++)
        {
            var change = changes[index];
            var isOvertaken = index + 1 < changes.Count && changes[index + 1].Date == change.Date;
            if (isOvertaken || change.Added == open is not null)
            {
                continue;
            }

            if (open is { } ending)
            {
                intervals.Add(ending with { Ended = change.Date });
            }

            open = change.Added
                ? new ActiveInterval(
                    change.Date,
                    Ended: null,
                    EntryOf(change, isFirst: intervals.Count == 0 && !before.WasEverActive)
                )
                : null;
        }

        if (open is { } lasting)
        {
            intervals.Add(lasting);
        }

        return intervals;
    }

    private static string EntryOf(Change change, bool isFirst)
    {
        if (change.Origin == "baseline")
        {
            return Entries.Baseline;
        }

        return isFirst ? Entries.New : Entries.Reactivated;
    }
}
