using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Projection;

/// <summary>Keeps the intervals of users as their activities say. It runs in the transaction that stores the activities.</summary>
internal static class IntervalStore
{
    /// <summary>
    /// Makes the intervals of some users of an instance anew from a time on. What was before stays, so that a user with a long history
    /// costs no more than one with a short one.
    /// </summary>
    /// <param name="db">Is in a transaction of the instance.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="subjects">The users.</param>
    /// <param name="from">The time, in Unix milliseconds: no activity dated before it came or went.</param>
    public static async Task UpdateAsync(
        EndpointDbContext db,
        string instance,
        IReadOnlyCollection<string> subjects,
        long from
    )
    {
        var touched = subjects.ToArray();
        var changes = await ChangesAsync(
            db.Activities.Where(row =>
                row.InstanceId == instance && EF.Parameter(touched).Contains(row.Subject) && row.Date >= from
            )
        );
        var kept = db.Intervals.Where(row => row.InstanceId == instance && EF.Parameter(touched).Contains(row.Subject));
        var before = await BeforeAsync(kept, from);
        await kept.Where(row => row.Ended == null || row.Ended >= from).ExecuteDeleteAsync();
        var bySubject = changes.ToLookup(static change => change.Subject, StringComparer.Ordinal);
        await InsertAsync(
            db,
            instance,
            subjects.Select(subject =>
                (subject, IntervalFold.Of([.. bySubject[subject]], before.GetValueOrDefault(subject)))
            )
        );
    }

    /// <summary>Makes all intervals of an instance anew.</summary>
    /// <returns>How many there are.</returns>
    public static async Task<int> RebuildAsync(EndpointDbContext db, string instance)
    {
        var changes = await ChangesAsync(db.Activities.Where(row => row.InstanceId == instance));
        await db.Intervals.Where(row => row.InstanceId == instance).ExecuteDeleteAsync();
        return await InsertAsync(db, instance, Fold(changes));
    }

    /// <summary>Counts the users of an instance whose intervals are not what their activities say.</summary>
    public static async Task<int> CountWrongAsync(EndpointDbContext db, string instance)
    {
        var stored = await db
            .Intervals.AsNoTracking()
            .Where(row => row.InstanceId == instance)
            .OrderBy(row => row.Subject)
            .ThenBy(row => row.Started)
            .ToListAsync();
        var found = stored
            .GroupBy(row => row.Subject, StringComparer.Ordinal)
            .ToDictionary(
                rows => rows.Key,
                rows => rows.Select(row => new ActiveInterval(row.Started, row.Ended, row.Entry)).ToList(),
                StringComparer.Ordinal
            );
        var expected = Fold(await ChangesAsync(db.Activities.Where(row => row.InstanceId == instance)))
            .ToDictionary(user => user.Subject, user => user.Intervals, StringComparer.Ordinal);
        return found
            .Keys.Union(expected.Keys, StringComparer.Ordinal)
            .Count(subject =>
                !found.GetValueOrDefault(subject, []).SequenceEqual(expected.GetValueOrDefault(subject, []))
            );
    }

    private static async Task<Dictionary<string, Before>> BeforeAsync(IQueryable<ActiveIntervalRow> kept, long from)
    {
        var earlier = kept.AsNoTracking().Where(row => row.Started < from);
        var before = (await earlier.Select(row => row.Subject).Distinct().ToListAsync()).ToDictionary(
            static subject => subject,
            static _ => new Before(Open: null, WasEverActive: true),
            StringComparer.Ordinal
        );
        foreach (var row in await earlier.Where(row => row.Ended == null || row.Ended >= from).ToListAsync())
        {
            before[row.Subject] = new Before(
                new ActiveInterval(row.Started, Ended: null, row.Entry),
                WasEverActive: true
            );
        }

        return before;
    }

    private static async Task<List<Change>> ChangesAsync(IQueryable<ActivityRow> activities) =>
        await activities
            .Where(row => row.Voided == null)
            .OrderBy(row => row.Subject)
            .ThenBy(row => row.Date)
            .ThenBy(row => row.Sequence)
            .ThenBy(row => row.Id)
            .Select(row => new Change(row.Subject, row.Date, row.Added, row.Origin))
            .ToListAsync();

    private static async Task<int> InsertAsync(
        EndpointDbContext db,
        string instance,
        IEnumerable<(string Subject, IReadOnlyList<ActiveInterval> Intervals)> users
    )
    {
        var count = 0;
        var insert = new TableInsert(db, "active_interval", "instance", "subject", "started", "ended", "entry");
        foreach (var (subject, intervals) in users)
        {
            foreach (var (started, ended, entry) in intervals)
            {
                insert.Add(instance, subject, started, ended, entry);
                count++;
            }
        }

        await insert.RunAsync();
        return count;
    }

    private static IEnumerable<(string Subject, IReadOnlyList<ActiveInterval> Intervals)> Fold(
        IReadOnlyList<Change> changes
    ) =>
        changes
            .GroupBy(change => change.Subject, StringComparer.Ordinal)
            .Select(user => (user.Key, IntervalFold.Of([.. user])));
}
