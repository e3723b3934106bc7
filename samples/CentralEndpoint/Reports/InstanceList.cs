using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Reports;

/// <summary>The instances that a report is about, by client and id.</summary>
internal static class InstanceList
{
    /// <param name="db">Is in a report's transaction.</param>
    /// <param name="only">The id of one; <see langword="null"/> for all.</param>
    public static async Task<IReadOnlyList<InstanceRow>> ReadAsync(EndpointDbContext db, string? only = null)
    {
        var instances = await db.Instances.AsNoTracking().Where(row => only == null || row.Id == only).ToListAsync();
        return
        [
            .. instances
                .OrderBy(static row => row.Client, StringComparer.Ordinal)
                .ThenBy(static row => row.Id, StringComparer.Ordinal),
        ];
    }
}
