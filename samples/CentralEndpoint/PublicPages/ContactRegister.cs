using CentralEndpoint.Audit;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.PublicPages;

/// <summary>Puts what came by the contact form into the register of requests, sealed, with the first step and its entry in the audit.</summary>
internal sealed class ContactRegister(
    EndpointStore store,
    RequestSealer sealer,
    ProfileSealer index,
    RequestSteps steps,
    TimeProvider clock
)
{
    /// <summary>Is how many that came by the form may wait for somebody: more nobody would read.</summary>
    public const int MostOpen = 10_000;

    private const string Form = "form";

    // Another one may have been given the same number just then.
    private const int Tries = 3;

    /// <returns>The number under which it is kept; <see langword="null"/> where too many wait already.</returns>
    public async Task<long?> AddAsync(string kind, RequestContent content)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await store.WriteAllAsync((db, _) => AddAsync(db, kind, content));
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                // The next number is free.
            }
        }
    }

    private async Task<long?> AddAsync(EndpointDbContext db, string kind, RequestContent content)
    {
        await store.LockAuditAsync(db);
        var waiting = await db.PrivacyRequests.CountAsync(static row =>
            row.Channel == Form && row.Closed == null && row.Box != null
        );
        if (waiting >= MostOpen)
        {
            return null;
        }

        var number = (await db.PrivacyRequests.MaxAsync(static row => (long?)row.Number) ?? 0) + 1;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        db.Add(
            new PrivacyRequestRow
            {
                Number = number,
                Kind = kind,
                Channel = Form,
                State = RequestStates.Open,
                Received = today.DayNumber,
                Due = today.AddMonths(1).DayNumber,
                OpenedBy = Form,
                Box = sealer.Seal(number, content),
                EmailIndex = index.Index(content.Email),
            }
        );
        await db.SaveChangesAsync();
        var act = AuditedAct.OfEndpoint(AuditActions.RequestOpened, RequestSteps.Target(number)) with
        {
            Count = 1,
            Request = number,
        };
        await steps.AddAsync(db, act, "opened", kind);
        return number;
    }
}
