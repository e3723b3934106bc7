using CentralEndpoint.Audit;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>
/// Erases once more whom the journal says to be erased and the database does not know to be: it was restored from a backup that still
/// had them. It runs before anything is taken from clients.
/// </summary>
internal sealed class ErasureReplay(
    EndpointStore store,
    ErasureJournal journal,
    PersonErasure erasure,
    SubjectIndex index,
    AuditTrail audit
)
{
    /// <summary>Makes one beside a serving endpoint, for a command.</summary>
    public static ErasureReplay Of(EndpointStore store, CentralEndpointSettings settings, TimeProvider clock)
    {
        var index = new SubjectIndex(store.Key);
        return new ErasureReplay(
            store,
            new ErasureJournal(settings, store),
            new PersonErasure(store, new ProfileSealer(store.Key), index, clock),
            index,
            new AuditTrail(store, new AuditChain(store.Key), clock)
        );
    }

    /// <summary>Refuses a journal that is damaged.</summary>
    /// <exception cref="EndpointFaultException">A line is not as it was written.</exception>
    public void Check() => journal.Read();

    /// <returns>How many were erased.</returns>
    /// <exception cref="EndpointFaultException">A line of the journal is not as it was written.</exception>
    public async Task<int> RunAsync()
    {
        // Of an erasure and its lifting the last word counts.
        var last = journal
            .Read()
            .GroupBy(static line => (line.Instance, line.Index))
            .Select(static lines => lines.OrderBy(static line => line.Time).Last())
            .Where(static line => line.Act == JournalLine.Erased)
            .ToList();
        if (last.Count == 0)
        {
            return 0;
        }

        var (instances, known) = await store.ReportAsync(static async db =>
            (await db.Instances.Select(row => row.Id).ToListAsync(), await db.Suppressions.AsNoTracking().ToListAsync())
        );
        var missing = last.Where(line => !known.Exists(row => Knows(row, line))).ToLookup(static line => line.Instance);
        var erased = 0;
        // A backup may be older than an instance.
        foreach (var instance in instances.Where(missing.Contains))
        {
            erased += await store.WriteAsync(instance, db => ApplyAsync(db, instance, [.. missing[instance]]));
        }

        return erased;
    }

    private static bool Knows(SuppressionRow row, JournalLine line) =>
        row.InstanceId == line.Instance
        && Convert.ToHexStringLower(row.SubjectIndex) == line.Index
        && (row.Lifted is null || row.Lifted >= line.Time);

    private async Task<int> ApplyAsync(EndpointDbContext db, string instance, IReadOnlyList<JournalLine> lines)
    {
        var subjects = await db
            .Activities.Where(row => row.InstanceId == instance)
            .Select(row => row.Subject)
            .Distinct()
            .ToListAsync();
        var byIndex = subjects.ToDictionary(
            subject => Convert.ToHexStringLower(index.Of(instance, subject)),
            StringComparer.Ordinal
        );
        foreach (var line in lines)
        {
            await erasure.EraseAsync(
                db,
                new SuppressionRow
                {
                    InstanceId = instance,
                    SubjectIndex = Convert.FromHexString(line.Index),
                    StandIn = line.StandIn,
                    Since = line.Time,
                    Subject = byIndex.GetValueOrDefault(line.Index),
                }
            );
        }

        var act = AuditedAct.OfEndpoint(AuditActions.PersonErased, $"instance {instance}, after a restore");
        await audit.AppendAsync(db, act with { Count = lines.Count });
        return lines.Count;
    }
}
