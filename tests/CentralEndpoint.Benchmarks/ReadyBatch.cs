using CentralEndpoint.Projection;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Benchmarks;

/// <summary>The rows of a batch, sealed and folded beforehand.</summary>
internal sealed record ReadyBatch(object?[][] Activities, object?[][] Profiles, object?[][] Intervals)
{
    public static ReadyBatch Of(string instance, MadeActivity[] batch, ProfileSealer sealer) =>
        new(
            [.. batch.Select(one => one.ToRow(instance))],
            [
                .. batch.Select(one =>
                    new object?[]
                    {
                        instance,
                        one.Id,
                        sealer.KeyId,
                        sealer.Seal(instance, one.Id, new Profile("Amelia", "Nguyen", one.Email)),
                        sealer.Index(one.Email),
                    }
                ),
            ],
            // Those of the users that the batch is the first to name; no floor changes what another batch left.
            [
                .. batch
                    .Where(static one => one.Added)
                    .DistinctBy(static one => one.Subject)
                    .Select(one => new object?[] { instance, one.Subject, one.Date, null, Entries.New }),
            ]
        );

    public async Task<bool> InsertAsync(EndpointDbContext db)
    {
        await RowInsert.RunAsync(db, "activity", RowInsert.ActivityColumns, Activities);
        await RowInsert.RunAsync(db, "profile", RowInsert.ProfileColumns, Profiles);
        await RowInsert.RunAsync(db, "active_interval", RowInsert.IntervalColumns, Intervals);
        return true;
    }
}
