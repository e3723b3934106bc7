using CentralEndpoint.Instances;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Credentials;

/// <summary>The credentials of the instances. What it changes counts from the next request on, in every process.</summary>
internal sealed class CredentialRegister(EndpointStore store, TimeProvider clock)
{
    /// <summary>Is how many credentials of an instance, of either kind, may be good at the same time: the old one and its successor.</summary>
    public const int MaxLive = 2;

    /// <summary>Adds a credential beside the one that is live, so that an installation can change over without a pause.</summary>
    public Task<(RegisterOutcome Outcome, AddedCredential? Credential)> AddAsync(
        string instance,
        NewCredential credential
    ) =>
        store.WriteAsync<(RegisterOutcome, AddedCredential?)>(
            instance,
            async db =>
            {
                var row = await db.Instances.AsNoTracking().SingleOrDefaultAsync(row => row.Id == instance);
                if (row is not { Retired: null })
                {
                    return (row is null ? RegisterOutcome.UnknownInstance : RegisterOutcome.Retired, null);
                }

                var time = clock.GetUtcNow().ToUnixTimeMilliseconds();
                var credentials = await db
                    .Credentials.AsNoTracking()
                    .Where(other => other.InstanceId == instance)
                    .ToListAsync();
                return credentials.Count(other => other.IsLiveAt(time)) < MaxLive
                    ? await AddAsync(db, instance, credential)
                    : (RegisterOutcome.TwoKeysLive, null);
            }
        );

    /// <summary>Adds a credential in a write of the instance, whatever others there are.</summary>
    public async Task<(RegisterOutcome Outcome, AddedCredential? Credential)> AddAsync(
        EndpointDbContext db,
        string instance,
        NewCredential credential
    )
    {
        var apiKey = credential.PublicKey is null ? ApiKey.Create() : null;
        var verifier = credential.PublicKey?.ToSubjectPublicKeyInfo() ?? apiKey!.Hash();
        // One that is used twice is no second one; and one that was revoked must not come back under another id.
        if (await db.Credentials.AnyAsync(other => other.Verifier == verifier))
        {
            return (RegisterOutcome.KnownPublicKey, null);
        }

        var now = clock.GetUtcNow();
        var expires = now + credential.Lifetime;
        var row = new CredentialRow
        {
            KeyId = apiKey?.Id ?? KeyId.Create(),
            InstanceId = instance,
            Kind = apiKey is null ? CredentialKind.Jwt : CredentialKind.ApiKey,
            Verifier = verifier,
            Created = now.ToUnixTimeMilliseconds(),
            Expires = expires?.ToUnixTimeMilliseconds(),
        };
        db.Add(row);
        await db.SaveChangesAsync();
        return (RegisterOutcome.Done, new AddedCredential(row.KeyId, apiKey, expires));
    }

    /// <summary>Ends a credential for good.</summary>
    public Task<RegisterOutcome> RevokeAsync(string keyId) =>
        store.WriteAllAsync(
            async (db, _) =>
            {
                var credential = await db.Credentials.SingleOrDefaultAsync(row => row.KeyId == keyId);
                if (credential is not { Revoked: null })
                {
                    return credential is null ? RegisterOutcome.UnknownKey : RegisterOutcome.RevokedBefore;
                }

                credential.Revoked = clock.GetUtcNow().ToUnixTimeMilliseconds();
                await db.SaveChangesAsync();
                return RegisterOutcome.Done;
            }
        );

    /// <summary>Lists the credentials of an instance, or all, the oldest of each instance first.</summary>
    public async Task<IReadOnlyList<CredentialRow>> ListAsync(string? instance)
    {
        await using var db = store.CreateContext();
        var credentials = await db
            .Credentials.AsNoTracking()
            .Where(row => instance == null || row.InstanceId == instance)
            .ToListAsync();
        return
        [
            .. credentials.OrderBy(row => row.InstanceId, StringComparer.Ordinal).ThenBy(static row => row.Created),
        ];
    }
}
