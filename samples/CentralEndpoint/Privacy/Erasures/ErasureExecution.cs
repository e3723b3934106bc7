using System.Globalization;
using CentralEndpoint.Audit;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>Carries out approved erasures whose time has come: everybody of a request in one transaction.</summary>
internal sealed class ErasureExecution(
    EndpointStore store,
    PersonErasure erasure,
    RequestSteps steps,
    TimeProvider clock
)
{
    /// <returns>How many requests were carried out.</returns>
    public async Task<int> RunAsync()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await using var db = store.CreateContext();
        var due = await Due(db, now).OrderBy(row => row.NotBefore).Select(row => row.Request).ToListAsync();
        var carried = 0;
        foreach (var request in due)
        {
            var instances = await store.ReportAsync(reading =>
                reading
                    .RequestPeople.Where(row => row.Request == request)
                    .Select(row => row.InstanceId)
                    .Distinct()
                    .ToListAsync()
            );
            // Always in the same order, so that two writers of several never wait for each other.
            instances.Sort(StringComparer.Ordinal);
            carried += await TryCarryOutAsync(request, instances) ? 1 : 0;
        }

        return carried;
    }

    private async Task<bool> TryCarryOutAsync(long request, IReadOnlyList<string> instances)
    {
        try
        {
            return await store.WriteAllAsync((db, enter) => CarryOutAsync(db, enter, request, instances));
        }
        catch (RequestRefusedException)
        {
            // It was cancelled while it was carried out, and so nothing was.
            return false;
        }
    }

    private static IQueryable<ErasureRow> Due(EndpointDbContext db, long now) =>
        db.Erasures.Where(row => row.NotBefore <= now && row.Carried == null && row.Cancelled == null);

    private async Task<bool> CarryOutAsync(
        EndpointDbContext db,
        Func<string, Task> enter,
        long request,
        IReadOnlyList<string> instances
    )
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var sum = ErasedPerson.Nothing;
        var people = 0;
        foreach (var instance in instances)
        {
            await enter(instance);
            // Another endpoint may have been first, or an officer may have cancelled it.
            if (!await Due(db, now).AnyAsync(row => row.Request == request))
            {
                return false;
            }

            var subjects = await db
                .RequestPeople.Where(row => row.Request == request && row.InstanceId == instance)
                .Select(row => row.Subject)
                .ToListAsync();
            foreach (var subject in subjects)
            {
                var erased = await erasure.EraseAsync(db, instance, subject, request);
                sum = new ErasedPerson(sum.Profiles + erased.Profiles, sum.Activities + erased.Activities);
                people++;
            }
        }

        await NoteAsync(db, request, people, sum, now);
        return true;
    }

    private async Task NoteAsync(EndpointDbContext db, long request, int people, ErasedPerson sum, long now)
    {
        await steps.AddAsync(
            db,
            AuditedAct.OfEndpoint(AuditActions.PersonErased, RequestSteps.Target(request)) with
            {
                Count = people,
                Request = request,
            },
            "erased",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{people} people, {sum.Profiles} sealed profiles; {sum.Activities} activities stay without a person"
            )
        );
        var carried = await Due(db, now)
            .Where(row => row.Request == request)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.Carried, now)
                    .SetProperty(row => row.Profiles, sum.Profiles)
                    .SetProperty(row => row.Activities, sum.Activities)
            );
        // The audit's lock is held from here on: nobody can cancel it any more.
        RequestInput.Require(carried == 1, "The erasure was cancelled meanwhile.");
        await db
            .PrivacyRequests.Where(row => row.Number == request)
            .ExecuteUpdateAsync(static set => set.SetProperty(row => row.State, RequestStates.Verified));
    }
}
