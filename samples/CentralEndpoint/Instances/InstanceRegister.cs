using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Instances;

/// <summary>The instances that may report, and their keys.</summary>
internal sealed class InstanceRegister(EndpointStore store, TimeProvider clock)
{
    /// <summary>Adds an instance with its first key; gives none, and changes nothing, if the id is taken.</summary>
    public async Task<ApiKey?> AddAsync(NewInstance instance)
    {
        await using var db = store.CreateContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.Instances.AnyAsync(row => row.Id == instance.Id))
        {
            return null;
        }

        var key = ApiKey.Create();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        db.Add(
            new InstanceRow
            {
                Id = instance.Id,
                Client = instance.Client,
                Kind = instance.Kind,
                Zone = instance.Zone,
                Seats = instance.Seats,
                Created = now,
            }
        );
        db.Add(
            new ApiKeyRow
            {
                KeyId = key.Id,
                InstanceId = instance.Id,
                Hash = key.Hash(),
                Created = now,
            }
        );
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return key;
    }
}
