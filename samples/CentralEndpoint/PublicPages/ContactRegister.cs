using CentralEndpoint.Audit;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.PublicPages;

/// <summary>Puts what came by the contact form into the register of requests.</summary>
internal sealed class ContactRegister(EndpointStore store, RequestEntry entry, TimeProvider clock)
{
    /// <summary>Is how many that came by the form may wait for somebody: more nobody would read.</summary>
    public const int MostOpen = 10_000;

    private const string Form = "form";

    /// <returns>The number under which it is kept; <see langword="null"/> where too many wait already.</returns>
    public Task<long?> AddAsync(string kind, RequestContent content) =>
        store.WriteAllAsync<long?>(
            async (db, _) =>
            {
                await store.LockAuditAsync(db);
                var waiting = await db.PrivacyRequests.CountAsync(static row =>
                    row.Channel == Form && row.Closed == null && row.Box != null
                );
                if (waiting >= MostOpen)
                {
                    return null;
                }

                var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
                var act = AuditedAct.OfEndpoint(AuditActions.RequestOpened, Form) with { Count = 1 };
                return await entry.AddAsync(db, new NewRequest(kind, Form, today, content), Form, act);
            }
        );
}
