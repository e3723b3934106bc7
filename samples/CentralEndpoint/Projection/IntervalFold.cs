namespace CentralEndpoint.Projection;

/// <summary>
/// Folds a user's activities into the times during which the user was active. Of several activities of one moment the last one decides;
/// what changes nothing begins and ends nothing.
/// </summary>
internal static class IntervalFold
{
    /// <param name="changes">All activities of one user, by date, then sequence, then id.</param>
    public static IReadOnlyList<ActiveInterval> Of(IReadOnlyList<Change> changes)
    {
        var intervals = new List<ActiveInterval>();
        long? started = null;
        for (var index = 0; index < changes.Count; index++)
        {
            var (_, date, added) = changes[index];
            var isOvertaken = index + 1 < changes.Count && changes[index + 1].Date == date;
            if (isOvertaken || added == started is not null)
            {
                continue;
            }

            if (started is { } since)
            {
                intervals.Add(new ActiveInterval(since, date));
            }

            started = added ? date : null;
        }

        if (started is { } open)
        {
            intervals.Add(new ActiveInterval(open, Ended: null));
        }

        return intervals;
    }
}
