using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>
/// Erases a user of an instance: nothing that names or tells them stays, and every report says what it said. Their activities are kept
/// under a random stand-in; what tells their late activities again is a keyed hash.
/// </summary>
internal sealed class PersonErasure(EndpointStore store, ProfileSealer sealer, SubjectIndex index, TimeProvider clock)
{
    private readonly ProfileStripper _profiles = new(sealer);

    /// <summary>Erases in a transaction of its own. The bytes are in the files until <see cref="EndpointStore.ShredAsync"/>.</summary>
    public Task<ErasedPerson> EraseAsync(string instance, string subject, long? request = null) =>
        store.WriteAsync(instance, db => EraseAsync(db, instance, subject, request));

    /// <summary>Erases in a transaction of the instance. Whoever was erased already is erased, and nothing is done.</summary>
    public Task<ErasedPerson> EraseAsync(EndpointDbContext db, string instance, string subject, long? request) =>
        EraseAsync(
            db,
            new SuppressionRow
            {
                InstanceId = instance,
                SubjectIndex = index.Of(instance, subject),
                StandIn = StandIn.New(),
                Since = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                Request = request,
                Subject = subject,
            }
        );

    /// <summary>
    /// Erases as a suppression says, which is stored with it; where that has no subject, there is nothing of the person here yet.
    /// </summary>
    public async Task<ErasedPerson> EraseAsync(EndpointDbContext db, SuppressionRow suppression)
    {
        var (instance, subject) = (suppression.InstanceId, suppression.Subject);
        var same = db.Suppressions.Where(row => row.InstanceId == instance);
        if (
            await same.AnyAsync(row =>
                row.Lifted == null && (row.SubjectIndex == suppression.SubjectIndex || row.StandIn == subject)
            )
        )
        {
            return ErasedPerson.Nothing;
        }

        // One that was lifted.
        await same.Where(row => row.SubjectIndex == suppression.SubjectIndex).ExecuteDeleteAsync();
        var erased = subject is null
            ? ErasedPerson.Nothing
            : await EraseAsync(db, instance, subject, suppression.StandIn);
        db.Suppressions.Add(suppression);
        await db.SaveChangesAsync();
        db.Entry(suppression).State = EntityState.Detached;
        return erased;
    }

    private async Task<ErasedPerson> EraseAsync(EndpointDbContext db, string instance, string subject, string standIn)
    {
        var wide = await _profiles.FindWideAsync(db, instance);
        var profiles = await _profiles.StripAsync(db, instance, [subject], wide);
        await db.Corrections.Where(row => row.InstanceId == instance && row.Subject == subject).ExecuteDeleteAsync();
        return new ErasedPerson(profiles, await SubjectMove.RunAsync(db, instance, subject, standIn));
    }
}
