using CentralEndpoint.Audit;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Retention;

/// <summary>Deletes the oldest entries of the audit chain, and notes where it begins from then on, in one transaction each time.</summary>
internal sealed class AuditRetention(EndpointStore store, AuditChain chain, AuditVerification verification)
    : RetentionKind
{
    public override Task<long> CountAsync(DateTimeOffset now) =>
        store.ReportAsync(async db => await (await DueAsync(db, now)).LongCountAsync());

    public override async Task PurgeAsync(DateTimeOffset now, Action<long> deleted, CancellationToken cancellationToken)
    {
        if (await CountAsync(now) == 0)
        {
            return;
        }

        if ((await verification.RunAsync()).Broken is { } broken)
        {
            // What shows where it was changed must not go by itself.
            throw new EndpointFaultException(
                $"The audit chain is broken: entry {broken.Number} {broken.Why}. Nothing of it is deleted."
            );
        }

        int rows;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows = await store.WriteAllAsync((db, _) => DeleteAsync(db, now));
            deleted(rows);
        } while (rows > 0);
    }

    private async Task<int> DeleteAsync(EndpointDbContext db, DateTimeOffset now)
    {
        await store.LockAuditAsync(db);
        var due = (await DueAsync(db, now)).OrderBy(static row => row.Number).Take(RowRetention.RowsAtOnce);
        var last = await due.OrderByDescending(static row => row.Number).AsNoTracking().FirstOrDefaultAsync();
        if (last is null)
        {
            return 0;
        }

        var seal = chain.Seal(last.Number, last.Hash);
        if (await db.AuditStarts.SingleOrDefaultAsync() is { } start)
        {
            (start.Number, start.Hash, start.Seal) = (last.Number, last.Hash, seal);
        }
        else
        {
            db.Add(
                new AuditStartRow
                {
                    Number = last.Number,
                    Hash = last.Hash,
                    Seal = seal,
                }
            );
        }

        await db.SaveChangesAsync();
        return await db.AuditEntries.Where(row => row.Number <= last.Number).ExecuteDeleteAsync();
    }

    // By number up to the first one that stays, because a clock may have been moved: what remains is one chain.
    private async Task<IQueryable<AuditEntryRow>> DueAsync(EndpointDbContext db, DateTimeOffset now)
    {
        var before = Cutoff(now).ToUnixTimeMilliseconds();
        var first = await db
            .AuditEntries.Where(row => row.Time > before)
            .OrderBy(static row => row.Number)
            .Select(static row => (long?)row.Number)
            .FirstOrDefaultAsync();
        return first is { } stays ? db.AuditEntries.Where(row => row.Number < stays) : db.AuditEntries;
    }
}
