using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Projection;

/// <summary>
/// Takes activities out of every figure, for good. They stay stored: the same id sent again is a duplicate, and figures as known before stay what they were.
/// </summary>
internal static class VoidedActivities
{
    /// <returns>Whether there was one that counted.</returns>
    public static Task<bool> VoidAsync(
        EndpointStore store,
        string instance,
        string activityId,
        string reason,
        DateTimeOffset now
    ) =>
        store.WriteAsync(
            instance,
            async db =>
            {
                var counted = db.Activities.Where(row =>
                    row.InstanceId == instance && row.Id == activityId && row.Voided == null
                );
                if (
                    await counted.Select(row => new { row.Subject, row.Date }).SingleOrDefaultAsync()
                    is not { } activity
                )
                {
                    return false;
                }

                var time = now.ToUnixTimeMilliseconds();
                await counted.ExecuteUpdateAsync(set =>
                    set.SetProperty(row => row.Voided, time).SetProperty(row => row.VoidReason, reason)
                );
                await IntervalStore.UpdateAsync(db, instance, [activity.Subject], activity.Date);
                return true;
            }
        );
}
