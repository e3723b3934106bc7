using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy;

/// <summary>Has the names of a user shown to nobody but in a request, and ends that. They are counted as before.</summary>
internal sealed class PersonRestriction(EndpointStore store, RequestSteps steps, TimeProvider clock)
{
    /// <exception cref="RequestRefusedException">The request cannot be worked on, or the user was not picked for it.</exception>
    public Task BeginAsync(StaffMember officer, long number, string instance, string subject) =>
        store.WriteAsync(
            instance,
            async db =>
            {
                await RequestGate.VerifiedAsync(store, db, number);
                await RequestGate.RequirePickedAsync(db, number, instance, subject);
                if (!await Of(db, instance, subject).AnyAsync())
                {
                    db.Add(
                        new RestrictionRow
                        {
                            InstanceId = instance,
                            Subject = subject,
                            Since = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                            Request = number,
                        }
                    );
                    await db.SaveChangesAsync();
                }

                await NoteAsync(db, officer, number, "restricted", instance);
                return true;
            }
        );

    /// <exception cref="RequestRefusedException">The request cannot be worked on, or the user was not picked for it.</exception>
    public Task EndAsync(StaffMember officer, long number, string instance, string subject) =>
        store.WriteAsync(
            instance,
            async db =>
            {
                await RequestGate.VerifiedAsync(store, db, number);
                await RequestGate.RequirePickedAsync(db, number, instance, subject);
                await Of(db, instance, subject).ExecuteDeleteAsync();
                await NoteAsync(db, officer, number, "restriction ended", instance);
                return true;
            }
        );

    private Task NoteAsync(EndpointDbContext db, StaffMember officer, long number, string step, string instance) =>
        steps.AddAsync(
            db,
            officer.Act(AuditActions.PersonRestricted, RequestSteps.Target(number)) with
            {
                Request = number,
                Count = 1,
            },
            step,
            $"a user of {instance}"
        );

    private static IQueryable<RestrictionRow> Of(EndpointDbContext db, string instance, string subject) =>
        db.Restrictions.Where(row => row.InstanceId == instance && row.Subject == subject);
}
