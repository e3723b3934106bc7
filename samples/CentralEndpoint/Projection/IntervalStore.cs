using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Projection;

/// <summary>Keeps the intervals of users as their activities say. It runs in the transaction that stores the activities.</summary>
internal static class IntervalStore
{
    /// <summary>Makes the intervals of some users of an instance anew.</summary>
    public static async Task UpdateAsync(EndpointDbContext db, string instance, IReadOnlyCollection<string> subjects)
    {
        if (subjects.Count == 0)
        {
            return;
        }

        var touched = subjects.ToArray();
        var changes = await ChangesAsync(
            db.Activities.Where(row => row.InstanceId == instance && EF.Parameter(touched).Contains(row.Subject))
        );
        await db
            .Intervals.Where(row => row.InstanceId == instance && EF.Parameter(touched).Contains(row.Subject))
            .ExecuteDeleteAsync();
        await InsertAsync(db, instance, changes);
    }

    /// <summary>Makes all intervals of an instance anew.</summary>
    /// <returns>How many there are.</returns>
    public static async Task<int> RebuildAsync(EndpointDbContext db, string instance)
    {
        var changes = await ChangesAsync(db.Activities.Where(row => row.InstanceId == instance));
        await db.Intervals.Where(row => row.InstanceId == instance).ExecuteDeleteAsync();
        return await InsertAsync(db, instance, changes);
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

    private static async Task<List<Change>> ChangesAsync(IQueryable<ActivityRow> activities) =>
        await activities
            .Where(row => row.Voided == null)
            .OrderBy(row => row.Subject)
            .ThenBy(row => row.Date)
            .ThenBy(row => row.Sequence)
            .ThenBy(row => row.Id)
            .Select(row => new Change(row.Subject, row.Date, row.Added, row.Origin))
            .ToListAsync();

    private static async Task<int> InsertAsync(EndpointDbContext db, string instance, IReadOnlyList<Change> changes)
    {
        var count = 0;
        var insert = new TableInsert(db, "active_interval", "instance", "subject", "started", "ended", "entry");
        foreach (var (subject, intervals) in Fold(changes))
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
