using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Retention;

/// <summary>Takes the names and addresses of users who were removed long ago. Their activities stay, and no figure changes.</summary>
internal sealed class ProfileRetention(EndpointStore store, ProfileStripper stripper) : RetentionKind
{
    private const int UsersAtOnce = 200;

    public override Task<long> CountAsync(DateTimeOffset now) =>
        store.ReportAsync(async db =>
        {
            long count = 0;
            foreach (var instance in await InstancesAsync(db))
            {
                count += await Due(db, instance, Cutoff(now)).Distinct().CountAsync();
            }

            return count;
        });

    public override async Task PurgeAsync(DateTimeOffset now, Action<long> deleted, CancellationToken cancellationToken)
    {
        foreach (var instance in await store.ReportAsync(InstancesAsync))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (users, wide) = await store.ReportAsync(db => FindAsync(db, instance, now));
            foreach (var some in users.Chunk(UsersAtOnce))
            {
                cancellationToken.ThrowIfCancellationRequested();
                deleted(await store.WriteAsync(instance, db => StripAsync(db, instance, some, wide, now)));
            }
        }
    }

    private static Task<List<string>> InstancesAsync(EndpointDbContext db) =>
        db.Instances.Select(static row => row.Id).OrderBy(static id => id).ToListAsync();

    private async Task<(List<string> Users, IReadOnlySet<string> Wide)> FindAsync(
        EndpointDbContext db,
        string instance,
        DateTimeOffset now
    )
    {
        var users = await Due(db, instance, Cutoff(now)).Distinct().ToListAsync();
        return (users, users.Count == 0 ? new HashSet<string>() : await stripper.FindWideAsync(db, instance));
    }

    private async Task<long> StripAsync(
        EndpointDbContext db,
        string instance,
        string[] some,
        IReadOnlySet<string> wide,
        DateTimeOffset now
    )
    {
        // Somebody may have come back since.
        var due = await Due(db, instance, Cutoff(now))
            .Where(subject => EF.Parameter(some).Contains(subject))
            .Distinct()
            .ToArrayAsync();
        await stripper.StripAsync(db, instance, due, wide);
        await db
            .Corrections.Where(row => row.InstanceId == instance && EF.Parameter(due).Contains(row.Subject))
            .ExecuteDeleteAsync();
        return due.Length;
    }

    // Who is active has an interval without an end. Who never was is as old as the latest activity. Whose rights are being looked
    // after stays until that is over.
    private static IQueryable<string> Due(EndpointDbContext db, string instance, DateTimeOffset cutoff)
    {
        var before = cutoff.ToUnixTimeMilliseconds();
        var nobody = ProfileStripper.Nobody;
        return from profile in db.Profiles
            join activity in db.Activities
                on new { profile.InstanceId, Id = profile.ActivityId } equals new { activity.InstanceId, activity.Id }
            where profile.InstanceId == instance && profile.EmailIndex != nobody
            where
                !db.Intervals.Any(row =>
                    row.InstanceId == instance
                    && row.Subject == activity.Subject
                    && (row.Ended == null || row.Ended > before)
                )
            where
                db.Intervals.Any(row => row.InstanceId == instance && row.Subject == activity.Subject)
                || !db.Activities.Any(row =>
                    row.InstanceId == instance && row.Subject == activity.Subject && row.Date > before
                )
            where !db.Restrictions.Any(row => row.InstanceId == instance && row.Subject == activity.Subject)
            where
                !db.RequestPeople.Any(row =>
                    row.InstanceId == instance
                    && row.Subject == activity.Subject
                    && db.PrivacyRequests.Any(request => request.Number == row.Request && request.Closed == null)
                )
            select activity.Subject;
    }
}
