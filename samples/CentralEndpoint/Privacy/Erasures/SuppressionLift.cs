using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>
/// Lifts the suppression of an erased user who came back: their activities get the subject again, so that they count on as one user.
/// What was erased stays erased.
/// </summary>
internal sealed class SuppressionLift(
    EndpointStore store,
    SubjectIndex index,
    RequestSteps steps,
    JournalCatchUp journal,
    TimeProvider clock
)
{
    /// <param name="officer">Who lifts it.</param>
    /// <param name="number">The request for which it is lifted.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="entered">Whose, by subject or user id: nothing here gives it again, so it has to be known.</param>
    /// <exception cref="RequestRefusedException">The request cannot be worked on, or no suppression of such a user holds.</exception>
    public async Task LiftAsync(StaffMember officer, long number, string instance, string entered)
    {
        await store.WriteAsync(instance, db => LiftAsync(db, officer, number, (instance, entered)));
        await journal.RunAsync();
    }

    private async Task<bool> LiftAsync(
        EndpointDbContext db,
        StaffMember officer,
        long number,
        (string Instance, string Entered) user
    )
    {
        await RequestGate.VerifiedAsync(store, db, number);
        var instance = user.Instance;
        foreach (var subject in UserSubject.Read(instance, user.Entered))
        {
            var subjectIndex = index.Of(instance, subject);
            var held = db.Suppressions.Where(row =>
                row.InstanceId == instance && row.SubjectIndex == subjectIndex && row.Lifted == null
            );
            if (await held.Select(row => row.StandIn).SingleOrDefaultAsync() is not { } standIn)
            {
                continue;
            }

            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var activities = await SubjectMove.RunAsync(db, instance, standIn, subject);
            await held.ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.Lifted, now).SetProperty(row => row.Subject, (string?)null)
            );
            await NoteAsync(db, officer, number, instance, activities);
            return true;
        }

        throw new RequestRefusedException("No suppression of such a user holds at this instance.");
    }

    private Task NoteAsync(EndpointDbContext db, StaffMember officer, long number, string instance, long activities) =>
        steps.AddAsync(
            db,
            RequestSteps.Act(officer, AuditActions.SuppressionLifted, number, activities),
            "suppression lifted",
            RequestSteps.UserOf(instance)
        );
}
