using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Requests;

/// <summary>
/// Lets work on a request go on only where it may. What is asked here holds until the end of the transaction, because everything that
/// changes a request takes the audit's lock first.
/// </summary>
internal static class RequestGate
{
    /// <summary>Gives a request that goes on.</summary>
    /// <exception cref="RequestRefusedException">There is none, or it was closed.</exception>
    public static async Task<PrivacyRequestRow> OpenAsync(EndpointStore store, EndpointDbContext db, long number)
    {
        await store.LockAuditAsync(db);
        var request =
            await db.PrivacyRequests.AsNoTracking().SingleOrDefaultAsync(row => row.Number == number)
            ?? throw new RequestRefusedException("There is no such request.");
        return RequestStates.IsClosed(request.State)
            ? throw new RequestRefusedException("The request is closed. Open a new one.")
            : request;
    }

    /// <summary>Gives a request whose sender's identity was confirmed: before that nobody is looked for, and nothing is done to anybody.</summary>
    /// <exception cref="RequestRefusedException">It was not, or an erasure is under way.</exception>
    public static async Task<PrivacyRequestRow> VerifiedAsync(EndpointStore store, EndpointDbContext db, long number)
    {
        var request = await OpenAsync(store, db, number);
        return request.State switch
        {
            RequestStates.Verified => request,
            RequestStates.Waiting => throw new RequestRefusedException(
                "An erasure of this request is under way. Cancel it first."
            ),
            _ => throw new RequestRefusedException(
                "Nobody has confirmed yet that whoever asks is who they say. Record the check of their identity first."
            ),
        };
    }

    /// <exception cref="RequestRefusedException">The user was not picked for the request.</exception>
    public static async Task RequirePickedAsync(EndpointDbContext db, long number, string instance, string subject) =>
        RequestInput.Require(
            await db.RequestPeople.AnyAsync(row =>
                row.Request == number && row.InstanceId == instance && row.Subject == subject
            ),
            "This user was not picked for the request."
        );
}
