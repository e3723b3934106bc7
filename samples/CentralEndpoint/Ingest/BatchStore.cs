using CentralEndpoint.Projection;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Ingest;

/// <summary>Stores a batch. The claim on an id and its row are one transaction, and the answer is given after its commit.</summary>
internal sealed class BatchStore(EndpointStore store, ProfileSealer sealer, TimeProvider clock)
{
    public async Task<IReadOnlyList<Verdict>> StoreAsync(string instance, IReadOnlyList<ReceivedActivity> batch) =>
        batch.Count == 0 ? [] : await store.WriteAsync(instance, db => StoreAsync(db, instance, batch));

    private async Task<IReadOnlyList<Verdict>> StoreAsync(
        EndpointDbContext db,
        string instance,
        IReadOnlyList<ReceivedActivity> batch
    )
    {
        // No other writer of the instance comes between the question and the insert.
        var judge = new BatchJudge(await FindKnownAsync(db, instance, batch));
        var verdicts = batch.Select(judge.Judge).ToList();
        Insert(db, instance, batch, verdicts);
        var touched = batch
            .Where((_, index) => verdicts[index].Status == VerdictStatus.Accepted)
            .Select(static activity => activity.Subject!)
            .ToHashSet(StringComparer.Ordinal);
        await IntervalStore.UpdateAsync(db, instance, touched);
        await CountResentAsync(
            db,
            instance,
            verdicts.Count(static verdict => verdict.Status == VerdictStatus.Duplicate)
        );
        return verdicts;
    }

    private static Task<Dictionary<string, (string Subject, bool Added)>> FindKnownAsync(
        EndpointDbContext db,
        string instance,
        IReadOnlyList<ReceivedActivity> batch
    )
    {
        var ids = batch.Select(static activity => activity.Id).ToArray();
        return db
            .Activities.Where(row => row.InstanceId == instance && EF.Parameter(ids).Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.Subject,
                row.Added,
            })
            .ToDictionaryAsync(row => row.Id, row => (row.Subject, row.Added), StringComparer.Ordinal);
    }

    private void Insert(
        EndpointDbContext db,
        string instance,
        IReadOnlyList<ReceivedActivity> batch,
        List<Verdict> verdicts
    )
    {
        var received = clock.GetUtcNow().ToUnixTimeMilliseconds();
        using var insert = new BatchInsert(db);
        for (var index = 0; index < batch.Count; index++)
        {
            switch (verdicts[index].Status)
            {
                case VerdictStatus.Accepted:
                    Insert(insert, instance, batch[index], received);
                    break;
                case VerdictStatus.Rejected when batch[index] is { Source.Length: > 0, Sequence.Length: > 0 } rejected:
                    insert.Add(
                        new NotedNumberRow
                        {
                            InstanceId = instance,
                            Source = rejected.Source,
                            Sequence = rejected.Sequence,
                        }
                    );
                    break;
                default:
                    break;
            }
        }
    }

    private void Insert(BatchInsert insert, string instance, ReceivedActivity activity, long received)
    {
        insert.Add(RowOf(instance, activity, received));
        insert.Add(
            new ProfileRow
            {
                InstanceId = instance,
                ActivityId = activity.Id,
                KeyId = sealer.KeyId,
                Box = sealer.Seal(instance, activity.Id, activity.Profile!),
            }
        );
    }

    private static ActivityRow RowOf(string instance, ReceivedActivity activity, long received) =>
        new()
        {
            InstanceId = instance,
            Id = activity.Id,
            Subject = activity.Subject!,
            Added = activity.Added!.Value,
            Date = activity.Date.ToUnixTimeMilliseconds(),
            Sequence = activity.Sequence,
            Source = activity.Source,
            Origin = activity.Origin,
            Received = received,
        };

    private static async Task CountResentAsync(EndpointDbContext db, string instance, int duplicates)
    {
        if (duplicates > 0)
        {
            await db
                .Instances.Where(row => row.Id == instance)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Resent, row => row.Resent + duplicates));
        }
    }
}
