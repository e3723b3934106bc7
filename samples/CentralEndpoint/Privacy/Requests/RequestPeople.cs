using CentralEndpoint.Access;
using CentralEndpoint.Audit;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Requests;

/// <summary>Keeps whom an officer picked for a request, one by one: what is done about the request is done to them and to nobody else.</summary>
internal sealed class RequestPeople(EndpointStore store, PickedUserChange change, RequestSteps steps)
{
    /// <exception cref="RequestRefusedException">The request cannot be worked on, or there is no such user.</exception>
    public Task PickAsync(StaffMember officer, long number, string instance, string subject) =>
        store.WriteAsync(
            instance,
            async db =>
            {
                await RequestGate.VerifiedAsync(store, db, number);
                RequestInput.Require(
                    await db.Activities.AnyAsync(row => row.InstanceId == instance && row.Subject == subject)
                        && !await db.Suppressions.AnyAsync(row =>
                            row.InstanceId == instance && row.StandIn == subject && row.Lifted == null
                        ),
                    "The instance has no such user."
                );
                var picked = new RequestPersonRow
                {
                    Request = number,
                    InstanceId = instance,
                    Subject = subject,
                };
                if (!await Picked(db, number, instance).AnyAsync(row => row.Subject == subject))
                {
                    db.Add(picked);
                    await db.SaveChangesAsync();
                    await steps.AddAsync(
                        db,
                        RequestSteps.Act(officer, AuditActions.RequestChanged, number, count: 1),
                        "picked",
                        RequestSteps.UserOf(instance)
                    );
                }

                return true;
            }
        );

    /// <summary>Takes back a pick.</summary>
    /// <exception cref="RequestRefusedException">The request cannot be worked on, or the user was not picked.</exception>
    public Task DropAsync(StaffMember officer, long number, string instance, string subject) =>
        change.RunAsync(
            new PickedUser(officer, number, instance, subject),
            AuditActions.RequestChanged,
            "pick taken back",
            db => Picked(db, number, instance).Where(row => row.Subject == subject).ExecuteDeleteAsync()
        );

    private static IQueryable<RequestPersonRow> Picked(EndpointDbContext db, long number, string instance) =>
        db.RequestPeople.Where(row => row.Request == number && row.InstanceId == instance);
}
