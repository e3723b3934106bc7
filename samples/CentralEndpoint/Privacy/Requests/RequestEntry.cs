using CentralEndpoint.Audit;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Requests;

/// <summary>Enters what came into the register, sealed, with its first step and its entry in the audit, whichever way it came.</summary>
internal sealed class RequestEntry(RequestSealer sealer, ProfileSealer index, RequestSteps steps)
{
    /// <param name="db">Is in a transaction that has the audit's lock: nobody else gives a number meanwhile.</param>
    /// <param name="request">What came.</param>
    /// <param name="openedBy">The account of whoever enters it, or how it came by itself.</param>
    /// <param name="act">What is audited; the number is put to it.</param>
    /// <returns>The number of it.</returns>
    public async Task<long> AddAsync(EndpointDbContext db, NewRequest request, string openedBy, AuditedAct act)
    {
        var number = (await db.PrivacyRequests.MaxAsync(static row => (long?)row.Number) ?? 0) + 1;
        db.Add(
            new PrivacyRequestRow
            {
                Number = number,
                Kind = request.Kind,
                Channel = request.Channel,
                State = RequestStates.Open,
                Received = request.Received.DayNumber,
                Due = request.Received.AddMonths(1).DayNumber,
                OpenedBy = openedBy,
                Box = sealer.Seal(number, request.Content),
                EmailIndex = index.Index(request.Content.Email),
            }
        );
        await db.SaveChangesAsync();
        await steps.AddAsync(
            db,
            act with
            {
                Target = RequestSteps.Target(number),
                Request = number,
            },
            "opened",
            request.Kind
        );
        return number;
    }
}
