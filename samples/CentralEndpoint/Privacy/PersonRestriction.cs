using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy;

/// <summary>Has the names of a user shown to nobody but in a request, and ends that. They are counted as before.</summary>
internal sealed class PersonRestriction(PickedUserChange change, TimeProvider clock)
{
    /// <exception cref="RequestRefusedException">The request cannot be worked on, or the user was not picked for it.</exception>
    public Task BeginAsync(StaffMember officer, long number, string instance, string subject) =>
        change.RunAsync(
            new PickedUser(officer, number, instance, subject),
            AuditActions.PersonRestricted,
            "restricted",
            async db =>
            {
                if (await Of(db, instance, subject).AnyAsync())
                {
                    return;
                }

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
        );

    /// <exception cref="RequestRefusedException">The request cannot be worked on, or the user was not picked for it.</exception>
    public Task EndAsync(StaffMember officer, long number, string instance, string subject) =>
        change.RunAsync(
            new PickedUser(officer, number, instance, subject),
            AuditActions.PersonRestricted,
            "restriction ended",
            db => Of(db, instance, subject).ExecuteDeleteAsync()
        );

    private static IQueryable<RestrictionRow> Of(EndpointDbContext db, string instance, string subject) =>
        db.Restrictions.Where(row => row.InstanceId == instance && row.Subject == subject);
}
