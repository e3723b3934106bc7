using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>Gives what is kept of a user of an instance another subject. Nothing that is counted changes by it.</summary>
internal static class SubjectMove
{
    /// <param name="db">Is in a transaction of the instance.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="from">The subject until now.</param>
    /// <param name="to">One that nothing is kept under.</param>
    /// <returns>How many activities there are.</returns>
    public static async Task<long> RunAsync(EndpointDbContext db, string instance, string from, string to)
    {
        await db
            .Intervals.Where(row => row.InstanceId == instance && row.Subject == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Subject, to));
        await db
            .Restrictions.Where(row => row.InstanceId == instance && row.Subject == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Subject, to));
        await db
            .RequestPeople.Where(row => row.InstanceId == instance && row.Subject == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Subject, to));
        return await db
            .Activities.Where(row => row.InstanceId == instance && row.Subject == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Subject, to));
    }
}
