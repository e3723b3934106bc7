using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Credentials;

/// <summary>Finds a credential, as it is now: what an operator changes counts from the next request on, in every process.</summary>
internal sealed class StoredCredentials(EndpointStore store)
{
    private const long Minute = 60_000;

    public async Task<StoredCredential?> FindAsync(string keyId)
    {
        await using var db = store.CreateContext();
        return await db
            .Credentials.AsNoTracking()
            .Where(row => row.KeyId == keyId)
            .Join(
                db.Instances,
                row => row.InstanceId,
                instance => instance.Id,
                (row, instance) => new StoredCredential(row, instance.Retired != null)
            )
            .SingleOrDefaultAsync();
    }

    /// <summary>Notes that a credential was accepted, at most once a minute over all processes: the other requests write nothing for it.</summary>
    public async Task NoteUseAsync(CredentialRow credential, DateTimeOffset now)
    {
        var time = now.ToUnixTimeMilliseconds();
        // A clock that was set back does not keep it from being noted.
        if (credential.LastUsed is { } last && Math.Abs(time - last) < Minute)
        {
            return;
        }

        await store.WriteAllAsync(
            (db, _) =>
                db
                    .Credentials.Where(row => row.KeyId == credential.KeyId && row.LastUsed == credential.LastUsed)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsed, time))
        );
    }
}
