using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Audit;

/// <summary>Writes the audit chain. What is to be audited happens in the transaction of its entry: without the one there is not the other.</summary>
internal sealed class AuditTrail(EndpointStore store, AuditChain chain, TimeProvider clock)
{
    /// <summary>Writes an entry, then reads what is of every instance; what was read is given after the entry is durable.</summary>
    public Task<T> ReadAsync<T>(AuditedAct act, Func<EndpointDbContext, Task<T>> read) =>
        store.WriteAllAsync(
            async (db, _) =>
            {
                await AppendAsync(db, act);
                await store.EnterAllAsync(db);
                return await read(db);
            }
        );

    /// <summary>Writes an entry by itself, durable on return.</summary>
    public Task RecordAsync(AuditedAct act) =>
        store.WriteAllAsync(
            async (db, _) =>
            {
                await AppendAsync(db, act);
                return true;
            }
        );

    /// <summary>Writes an entry in a transaction of the caller, who takes no other lock after it.</summary>
    public async Task AppendAsync(EndpointDbContext db, AuditedAct act)
    {
        await store.LockAuditAsync(db);
        var head = await AuditVerification.HeadAsync(db);
        var entry = new AuditEntryRow
        {
            Number = head.Number + 1,
            Time = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Actor = act.Actor,
            Roles = act.Roles,
            Action = act.Action,
            Target = act.Target,
            Count = act.Count,
            Purpose = act.Purpose,
            Reference = act.Reference,
            Request = act.Request,
            Previous = head.Hash,
            Hash = [],
        };
        entry.Hash = chain.Hash(entry);
        db.Add(entry);
        await db.SaveChangesAsync();
        db.Entry(entry).State = EntityState.Detached;
    }
}
