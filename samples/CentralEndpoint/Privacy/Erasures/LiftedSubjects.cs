using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>Knows of whom the suppression was lifted without their client having been told: nothing on the wire says so.</summary>
internal static class LiftedSubjects
{
    /// <summary>Finds whom the client may hold as erased still: nothing of them came since, with whose verdict it would have learned better.</summary>
    /// <param name="db">May read the instance.</param>
    /// <param name="index">Tells erased people again.</param>
    /// <param name="instance">The instance.</param>
    public static async Task<IReadOnlyList<string>> FindUnheardAsync(
        EndpointDbContext db,
        SubjectIndex index,
        string instance
    )
    {
        var lifted = await db
            .Suppressions.Where(row => row.InstanceId == instance && row.Lifted != null)
            .Select(static row => new { row.SubjectIndex, row.Lifted })
            .ToListAsync();
        if (lifted.Count == 0)
        {
            return [];
        }

        var times = lifted.ToDictionary(static row => Convert.ToHexString(row.SubjectIndex), static row => row.Lifted);
        var users = await db
            .Intervals.Where(row => row.InstanceId == instance)
            .Select(static row => row.Subject)
            .Distinct()
            .ToListAsync();
        var back = users.Where(user => times.ContainsKey(IndexOf(user))).ToArray();
        var heard = await db
            .Activities.Where(row => row.InstanceId == instance && EF.Parameter(back).Contains(row.Subject))
            .GroupBy(static row => row.Subject)
            .Select(static rows => new { Subject = rows.Key, Latest = rows.Max(static row => row.Received) })
            .ToListAsync();
        return
        [
            .. heard.Where(user => user.Latest <= times[IndexOf(user.Subject)]).Select(static user => user.Subject),
        ];

        string IndexOf(string subject) => Convert.ToHexString(index.Of(instance, subject));
    }
}
