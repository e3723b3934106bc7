using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Instances;

/// <summary>The instances that may report, and their keys. What it changes counts from the next request on, in every process.</summary>
internal sealed class InstanceRegister(EndpointStore store, TimeProvider clock)
{
    /// <summary>Is how many keys of an instance may be good at the same time: the old one and its successor.</summary>
    public const int MaxLiveKeys = 2;

    /// <summary>Adds an instance with its first key; gives none, and changes nothing, if the id is taken.</summary>
    public Task<ApiKey?> AddAsync(NewInstance instance) =>
        store.WriteAsync<ApiKey?>(
            instance.Id,
            async db =>
            {
                if (await db.Instances.AnyAsync(row => row.Id == instance.Id))
                {
                    return null;
                }

                db.Add(
                    new InstanceRow
                    {
                        Id = instance.Id,
                        Client = instance.Client,
                        Kind = instance.Kind,
                        Zone = instance.Zone,
                        Seats = instance.Seats,
                        Created = Now(),
                    }
                );
                return await AddKeyAsync(db, instance.Id);
            }
        );

    /// <summary>Adds a key beside the one that is live, so that an installation can change over without a pause.</summary>
    public Task<(RegisterOutcome Outcome, ApiKey? Key)> AddKeyAsync(string instance) =>
        store.WriteAsync<(RegisterOutcome, ApiKey?)>(
            instance,
            async db =>
            {
                var row = await db.Instances.AsNoTracking().SingleOrDefaultAsync(row => row.Id == instance);
                if (row is not { Retired: null })
                {
                    return (row is null ? RegisterOutcome.UnknownInstance : RegisterOutcome.Retired, null);
                }

                var live = await db.ApiKeys.CountAsync(key => key.InstanceId == instance && key.Revoked == null);
                return live < MaxLiveKeys
                    ? (RegisterOutcome.Done, await AddKeyAsync(db, instance))
                    : (RegisterOutcome.TwoKeysLive, null);
            }
        );

    /// <summary>Ends a key for good.</summary>
    public async Task<RegisterOutcome> RevokeKeyAsync(string keyId)
    {
        await using var db = store.CreateContext();
        var key = await db.ApiKeys.SingleOrDefaultAsync(row => row.KeyId == keyId);
        if (key is not { Revoked: null })
        {
            return key is null ? RegisterOutcome.UnknownKey : RegisterOutcome.RevokedBefore;
        }

        key.Revoked = Now();
        await db.SaveChangesAsync();
        return RegisterOutcome.Done;
    }

    /// <summary>Ends an instance for good. What it reported stays.</summary>
    public async Task<RegisterOutcome> RetireAsync(string instance)
    {
        await using var db = store.CreateContext();
        var row = await db.Instances.SingleOrDefaultAsync(row => row.Id == instance);
        if (row is not { Retired: null })
        {
            return row is null ? RegisterOutcome.UnknownInstance : RegisterOutcome.Retired;
        }

        row.Retired = Now();
        await db.SaveChangesAsync();
        return RegisterOutcome.Done;
    }

    /// <summary>Asks one instance, or all that go on, to tell once more who is active.</summary>
    /// <returns>How many there are.</returns>
    public async Task<int> ResyncAsync(string? instance)
    {
        await using var db = store.CreateContext();
        var now = Now();
        return await db
            .Instances.Where(row => row.Retired == null && (instance == null || row.Id == instance))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Resync, now));
    }

    /// <summary>Lists every key, without what could be used.</summary>
    public async Task<IReadOnlyList<ApiKeyRow>> ListKeysAsync()
    {
        await using var db = store.CreateContext();
        var keys = await db.ApiKeys.AsNoTracking().ToListAsync();
        return [.. keys.OrderBy(key => key.InstanceId, StringComparer.Ordinal).ThenBy(key => key.Created)];
    }

    private async Task<ApiKey> AddKeyAsync(EndpointDbContext db, string instance)
    {
        var key = ApiKey.Create();
        db.Add(
            new ApiKeyRow
            {
                KeyId = key.Id,
                InstanceId = instance,
                Hash = key.Hash(),
                Created = Now(),
            }
        );
        await db.SaveChangesAsync();
        return key;
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
