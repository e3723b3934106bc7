using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Heartbeats;

/// <summary>
/// Compares who is active by an instance's own user directory with who is active here. While something waits they may differ: such a
/// heartbeat is not compared.
/// </summary>
internal sealed class ActiveSetStore(SubjectIndex index)
{
    /// <returns>Whether the instance is to tell once more who is active.</returns>
    public async Task<bool> CompareAsync(EndpointDbContext db, string instance, ReceivedHeartbeat heartbeat, long now)
    {
        if (heartbeat.ActiveSet is not { } told || await IsSomethingWaitingAsync(db, instance, heartbeat, now))
        {
            return false;
        }

        var asOf = told.AsOf.ToUnixTimeMilliseconds();
        var (then, latest) = await HereAsync(db, instance, asOf);
        // An activity may be dated ahead: the directory counts it at once.
        var differs = !then.IsSame(told) && !latest.IsSame(told);
        var before = await db.ActiveSets.AsNoTracking().SingleOrDefaultAsync(row => row.InstanceId == instance);
        var compared = new ActiveSetRow
        {
            InstanceId = instance,
            Heard = now,
            AsOf = asOf,
            Count = told.Count,
            Digest = told.Digest,
            CountHere = then.Count,
            Differs = differs,
            Drifting = differs && before is { Differs: true } && before.Digest == told.Digest,
        };
        db.Entry(compared).State = before is null ? EntityState.Added : EntityState.Modified;
        await db.SaveChangesAsync();
        return await IsResyncDueAsync(db, instance, differs);
    }

    private static async Task<bool> IsSomethingWaitingAsync(
        EndpointDbContext db,
        string instance,
        ReceivedHeartbeat heartbeat,
        long now
    )
    {
        if (heartbeat.Waiting > 0)
        {
            return true;
        }

        var others = await db
            .Heartbeats.AsNoTracking()
            .Where(row => row.InstanceId == instance && row.Buffer != heartbeat.Buffer && row.Waiting > 0)
            .ToListAsync();
        return others.Exists(row => Liveness.IsLive(row.Heard, row.NextInSeconds, now));
    }

    private async Task<(ActiveHere Then, ActiveHere Latest)> HereAsync(EndpointDbContext db, string instance, long asOf)
    {
        var doubtful = await db
            .Suppressions.Where(row => row.InstanceId == instance && row.Lifted == null)
            .ToDictionaryAsync(row => row.StandIn, row => row.Subject, StringComparer.Ordinal);
        foreach (var subject in await LiftedSubjects.FindUnheardAsync(db, index, instance))
        {
            doubtful[subject] = subject;
        }

        var (then, latest) = (new ActiveHere(doubtful), new ActiveHere(doubtful));
        var intervals = db
            .Intervals.Where(row => row.InstanceId == instance && (row.Ended == null || row.Ended > asOf))
            .Select(row => new
            {
                row.Subject,
                row.Started,
                row.Ended,
            });
        await foreach (var interval in intervals.AsAsyncEnumerable())
        {
            if (interval.Started <= asOf)
            {
                then.Add(interval.Subject);
            }

            if (interval.Ended is null)
            {
                latest.Add(interval.Subject);
            }
        }

        return (then, latest);
    }

    private static async Task<bool> IsResyncDueAsync(EndpointDbContext db, string instance, bool differs)
    {
        var asked = db.Instances.Where(row => row.Id == instance && row.Resync != null);
        if (differs)
        {
            return await asked.AnyAsync();
        }

        await asked.ExecuteUpdateAsync(static set => set.SetProperty(row => row.Resync, (long?)null));
        return false;
    }
}
