using System.Globalization;
using CentralEndpoint.Audit;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Retention;

/// <summary>Deletes what is due of every kind, and writes what it deleted into the audit. It runs once at a time for a database.</summary>
internal sealed class Purge(
    EndpointStore store,
    RetentionTable table,
    AuditTrail trail,
    TimeProvider clock,
    ILogger<Purge> log
)
{
    /// <param name="actor">Who is named in the audit: <see cref="AuditedAct.Command"/> or <see cref="AuditedAct.Endpoint"/>.</param>
    /// <param name="cancellationToken">Ends it between two parts.</param>
    /// <returns>What was done with each kind; <see langword="null"/> where another one is at it.</returns>
    public async Task<IReadOnlyList<Purged>?> RunAsync(string actor, CancellationToken cancellationToken = default)
    {
        await using var turn = await store.TryTakePurgeAsync();
        if (turn is null)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var done = new List<Purged>();
        foreach (var kind in table.Kinds)
        {
            var purged = await RunAsync(kind, now, actor, cancellationToken);
            done.Add(purged);
            if (purged.Fault is not null)
            {
                log.LogWarning(
                    "Retention of {Kind} failed, and is tried again with the next run. {Fault}",
                    kind.Word,
                    purged.Fault
                );
            }
        }

        log.LogInformation("Retention deleted {Counts}", Told(done));
        return done;
    }

    // One kind that fails keeps no other from its time.
    private async Task<Purged> RunAsync(
        RetentionKind kind,
        DateTimeOffset now,
        string actor,
        CancellationToken cancellationToken
    )
    {
        long count = 0;
        string? told = null;
        try
        {
            await kind.PurgeAsync(now, deleted => count += deleted, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            told = Told(fault);
        }
        finally
        {
            // What was deleted before it failed or was ended is as gone.
            if (count > 0)
            {
                await trail.RecordAsync(new AuditedAct(actor, "", AuditActions.Purged, kind.Word) { Count = count });
            }
        }

        return new Purged(kind, count, told);
    }

    private static string Told(Exception fault) =>
        fault is EndpointFaultException ? fault.Message : DatabaseFault.Tell(fault);

    private static string Told(IEnumerable<Purged> done)
    {
        var some = done.Where(static one => one.Count > 0)
            .Select(static one => string.Create(CultureInfo.InvariantCulture, $"{one.Kind.Word} {one.Count}"))
            .ToList();
        return some.Count == 0 ? "nothing, because nothing was due" : string.Join(", ", some);
    }
}
