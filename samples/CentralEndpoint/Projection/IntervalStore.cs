using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Projection;

/// <summary>Keeps the intervals of users as their activities say. It runs in the transaction that stores the activities.</summary>
internal static class IntervalStore
{
    private const string Put = """
        INSERT INTO active_interval (instance, subject, started, ended) VALUES (@p0, @p1, @p2, @p3)
        """;

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
        Insert(db, instance, changes);
    }

    /// <summary>Makes all intervals of an instance anew.</summary>
    /// <returns>How many there are.</returns>
    public static async Task<int> RebuildAsync(EndpointDbContext db, string instance)
    {
        var changes = await ChangesAsync(db.Activities.Where(row => row.InstanceId == instance));
        await db.Intervals.Where(row => row.InstanceId == instance).ExecuteDeleteAsync();
        return Insert(db, instance, changes);
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
                rows => rows.Select(row => new ActiveInterval(row.Started, row.Ended)).ToList(),
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
            .OrderBy(row => row.Subject)
            .ThenBy(row => row.Date)
            .ThenBy(row => row.Sequence)
            .ThenBy(row => row.Id)
            .Select(row => new Change(row.Subject, row.Date, row.Added))
            .ToListAsync();

    private static int Insert(EndpointDbContext db, string instance, IReadOnlyList<Change> changes)
    {
        var count = 0;
        using var put = new PreparedStatement(db, Put, parameters: 4);
        foreach (var (subject, intervals) in Fold(changes))
        {
            foreach (var (started, ended) in intervals)
            {
                put.Execute(instance, subject, started, ended);
                count++;
            }
        }

        return count;
    }

    private static IEnumerable<(string Subject, IReadOnlyList<ActiveInterval> Intervals)> Fold(
        IReadOnlyList<Change> changes
    ) =>
        changes
            .GroupBy(change => change.Subject, StringComparer.Ordinal)
            .Select(user => (user.Key, IntervalFold.Of([.. user])));
}
