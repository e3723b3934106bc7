using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Heartbeats;

/// <summary>Keeps which erased people an instance was asked to forget. A subject is kept for no more than that: until it is confirmed.</summary>
internal static class ForgetStore
{
    /// <summary>Takes what an instance says to have forgotten. What it was not asked to forget changes nothing.</summary>
    public static async Task ConfirmAsync(
        EndpointDbContext db,
        string instance,
        IReadOnlyList<string> forgotten,
        long now
    )
    {
        if (forgotten.Count == 0)
        {
            return;
        }

        var subjects = forgotten.ToArray();
        var confirmed = Unconfirmed(db, instance).Where(row => EF.Parameter(subjects).Contains(row.Subject!));
        var requests = await confirmed.Select(row => row.Request).Distinct().ToArrayAsync();
        await confirmed.ExecuteUpdateAsync(set =>
            set.SetProperty(row => row.Subject, (string?)null).SetProperty(row => row.Forgotten, now)
        );
        // The bytes of the subject are to go from the files as well.
        await db
            .Erasures.Where(row => EF.Parameter(requests).Contains(row.Request) && row.Shredded != null)
            .ExecuteUpdateAsync(static set => set.SetProperty(row => row.Shredded, (long?)null));
    }

    /// <summary>Gives the subjects that are to be forgotten, the longest asked first.</summary>
    public static Task<List<string>> AskedAsync(EndpointDbContext db, string instance) =>
        Unconfirmed(db, instance)
            .OrderBy(row => row.Since)
            .ThenBy(row => row.Subject)
            .Select(row => row.Subject!)
            .Take(HeartbeatLimits.MaxForgotten)
            .ToListAsync();

    private static IQueryable<SuppressionRow> Unconfirmed(EndpointDbContext db, string instance) =>
        db.Suppressions.Where(row => row.InstanceId == instance && row.Subject != null && row.Lifted == null);
}
