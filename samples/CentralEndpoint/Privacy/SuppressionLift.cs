using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy;

/// <summary>
/// Lifts the suppression of an erased user who came back: their activities get the subject again, so that they count on as one user.
/// What was erased stays erased.
/// </summary>
internal sealed class SuppressionLift(
    EndpointStore store,
    SubjectIndex index,
    AuditTrail audit,
    JournalCatchUp journal,
    TimeProvider clock
)
{
    /// <param name="officer">Who lifts it.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="subject">Whose: nothing here gives it again, so it has to be known.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> LiftAsync(StaffMember officer, string instance, string subject)
    {
        var isLifted = await store.WriteAsync(instance, db => LiftAsync(db, officer, instance, subject));
        if (isLifted)
        {
            await journal.RunAsync();
        }

        return isLifted;
    }

    private async Task<bool> LiftAsync(EndpointDbContext db, StaffMember officer, string instance, string subject)
    {
        var subjectIndex = index.Of(instance, subject);
        var held = db.Suppressions.Where(row =>
            row.InstanceId == instance && row.SubjectIndex == subjectIndex && row.Lifted == null
        );
        if (await held.AsNoTracking().SingleOrDefaultAsync() is not { } suppression)
        {
            return false;
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var activities = await SubjectMove.RunAsync(db, instance, suppression.StandIn, subject);
        await held.ExecuteUpdateAsync(set =>
            set.SetProperty(row => row.Lifted, now).SetProperty(row => row.Subject, (string?)null)
        );
        await audit.AppendAsync(
            db,
            officer.Act(AuditActions.SuppressionLifted, $"instance {instance}") with
            {
                Count = activities,
                Request = suppression.Request,
            }
        );
        return true;
    }
}
