using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Retention;

/// <summary>Gives up asking a client to forget somebody who was erased, and drops the subject that was kept for it.</summary>
internal sealed class ForgetRetention(EndpointStore store) : RetentionKind
{
    public override Task<long> CountAsync(DateTimeOffset now) =>
        store.ReportAsync(async db => (long)await Due(db, now).CountAsync());

    public override async Task PurgeAsync(DateTimeOffset now, Action<long> deleted, CancellationToken cancellationToken)
    {
        var instances = await store.ReportAsync(db =>
            Due(db, now).Select(static row => row.InstanceId).Distinct().ToListAsync()
        );
        foreach (var instance in instances)
        {
            cancellationToken.ThrowIfCancellationRequested();
            deleted(
                await store.WriteAsync(
                    instance,
                    db =>
                        Due(db, now)
                            .Where(row => row.InstanceId == instance)
                            .ExecuteUpdateAsync(static set => set.SetProperty(static row => row.Subject, (string?)null))
                )
            );
        }
    }

    private IQueryable<SuppressionRow> Due(EndpointDbContext db, DateTimeOffset now)
    {
        var before = Cutoff(now).ToUnixTimeMilliseconds();
        return db.Suppressions.Where(row => row.Subject != null && row.Since <= before);
    }
}
