using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Projection;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Ingest;

/// <summary>Stores a batch. The claim on an id and its row are one transaction, and the answer is given after its commit.</summary>
internal sealed class BatchStore(
    EndpointStore store,
    ProfileSealer sealer,
    SubjectIndex index,
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
        // No other writer of the instance comes between the questions and the insert.
        var known = await FindKnownAsync(db, instance, batch);
        var erased = await ErasedSubjects.FindAsync(
            db,
            index,
            instance,
            batch.Select(static activity => activity.Subject).OfType<string>(),
            known.Values.Select(static activity => activity.Subject)
        );
        var judge = new BatchJudge(known, erased);
        var verdicts = batch.Select(judge.Judge).ToList();
        var stored = batch.Where((_, place) => IsStored(verdicts[place])).ToList();
        var now = clock.GetUtcNow();
        await InstanceTally.AddAsync(
            db,
            instance,
            new BatchTally(
                stored.Count,
                stored.Count(static activity => activity.Added!.Value),
                verdicts.Count(static verdict => verdict.Status == VerdictStatus.Duplicate)
            ),
            settings.MaxActivitiesPerDay,
            now
        );
        await InsertAsync(new BatchInsert(db, instance, now.ToUnixTimeMilliseconds(), sealer), batch, verdicts, erased);
        if (stored.Count > 0)
        {
            await IntervalStore.UpdateAsync(
                db,
                instance,
                stored
                    .Select(activity => erased.StandInOf(activity.Subject!) ?? activity.Subject!)
                    .ToHashSet(StringComparer.Ordinal),
                stored.Min(static activity => activity.Date).ToUnixTimeMilliseconds()
            );
        }

        return verdicts;
    }

    private static bool IsStored(Verdict verdict) =>
        verdict.Status == VerdictStatus.Accepted || verdict.Rejection == Rejection.Suppressed;

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

    private static Task InsertAsync(
        BatchInsert insert,
        IReadOnlyList<ReceivedActivity> batch,
        List<Verdict> verdicts,
        ErasedSubjects erased
    )
    {
        for (var place = 0; place < batch.Count; place++)
        {
            var (activity, verdict) = (batch[place], verdicts[place]);
            if (verdict.Status == VerdictStatus.Accepted)
            {
                insert.Add(activity);
            }
            else if (verdict.Rejection == Rejection.Suppressed)
            {
                insert.AddStripped(activity, erased.StandInOf(activity.Subject!)!);
            }
            else if (
                verdict.Status == VerdictStatus.Rejected
                && activity is { Source.Length: > 0, Sequence.Length: > 0 }
            )
            {
                insert.Note(activity.Source, activity.Sequence);
            }
        }

        return insert.RunAsync();
    }
}
