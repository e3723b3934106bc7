using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Projection;

/// <summary>How many activities of an instance are stored, as its row says: ingest counts on, here they are counted.</summary>
internal static class StoredCounts
{
    public static async Task<bool> AreRightAsync(EndpointDbContext db, string instance)
    {
        var (activities, additions) = await CountAsync(db, instance);
        return await db.Instances.AnyAsync(row =>
            row.Id == instance && row.Activities == activities && row.Additions == additions
        );
    }

    public static async Task RebuildAsync(EndpointDbContext db, string instance)
    {
        var (activities, additions) = await CountAsync(db, instance);
        await db
            .Instances.Where(row => row.Id == instance)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.Activities, activities).SetProperty(row => row.Additions, additions)
            );
    }

    private static async Task<(long Activities, long Additions)> CountAsync(EndpointDbContext db, string instance)
    {
        var stored = db.Activities.Where(row => row.InstanceId == instance);
        return (await stored.LongCountAsync(), await stored.LongCountAsync(row => row.Added));
    }
}
