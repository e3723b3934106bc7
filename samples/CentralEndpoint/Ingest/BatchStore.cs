using CentralEndpoint.Projection;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Ingest;

/// <summary>Stores a batch. The claim on an id and its row are one transaction, and the answer is given after its commit.</summary>
internal sealed class BatchStore(
    EndpointStore store,
    ProfileSealer sealer,
    CentralEndpointSettings settings,
    TimeProvider clock
)
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
        var accepted = batch.Where((_, index) => verdicts[index].Status == VerdictStatus.Accepted).ToList();
        var now = clock.GetUtcNow();
        await InstanceTally.AddAsync(
            db,
            instance,
            new BatchTally(
                accepted.Count,
                accepted.Count(static activity => activity.Added!.Value),
                verdicts.Count(static verdict => verdict.Status == VerdictStatus.Duplicate)
            ),
            settings.MaxActivitiesPerDay,
            now
        );
        await InsertAsync(db, instance, batch, verdicts, now);
        if (accepted.Count > 0)
        {
            await IntervalStore.UpdateAsync(
                db,
                instance,
                accepted.Select(static activity => activity.Subject!).ToHashSet(StringComparer.Ordinal),
                accepted.Min(static activity => activity.Date).ToUnixTimeMilliseconds()
            );
        }

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

    private async Task InsertAsync(
        EndpointDbContext db,
        string instance,
        IReadOnlyList<ReceivedActivity> batch,
        List<Verdict> verdicts,
        DateTimeOffset now
    )
    {
        var insert = new BatchInsert(db, instance, now.ToUnixTimeMilliseconds(), sealer);
        for (var index = 0; index < batch.Count; index++)
        {
            switch (verdicts[index].Status)
            {
                case VerdictStatus.Accepted:
                    insert.Add(batch[index]);
                    break;
                case VerdictStatus.Rejected when batch[index] is { Source.Length: > 0, Sequence.Length: > 0 } rejected:
                    insert.Note(rejected.Source, rejected.Sequence);
                    break;
                default:
                    break;
            }
        }

        await insert.RunAsync();
    }
}
