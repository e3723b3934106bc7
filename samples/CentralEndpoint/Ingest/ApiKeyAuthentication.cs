using System.Security.Cryptography;
using CentralEndpoint.Instances;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;

namespace CentralEndpoint.Ingest;

/// <summary>Finds the client instance that a bearer key belongs to.</summary>
internal sealed class ApiKeyAuthentication(EndpointStore store)
{
    private const string Scheme = "Bearer ";

    // Compared with where there is no key, so that an unknown key costs the same work as a wrong one.
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];

    /// <summary>Finds whose key it is. Gives none for a key that is absent, malformed, unknown, wrong or revoked: the caller cannot tell which.</summary>
    public async Task<Caller?> FindAsync(StringValues authorization)
    {
        if (!ApiKey.TryParse(BearerToken(authorization), out var key))
        {
            return null;
        }

        await using var db = store.CreateContext();
        var found = await db
            .ApiKeys.Where(stored => stored.KeyId == key.Id)
            .Join(
                db.Instances,
                stored => stored.InstanceId,
                instance => instance.Id,
                (stored, instance) =>
                    new
                    {
                        stored.Hash,
                        stored.Revoked,
                        Caller = new Caller(instance.Id, instance.Retired != null),
                    }
            )
            .SingleOrDefaultAsync();
        var isKnown = CryptographicOperations.FixedTimeEquals(found?.Hash ?? NoHash, key.Hash());
        return isKnown && found is { Revoked: null } ? found.Caller : null;
    }

    private static string? BearerToken(StringValues authorization) =>
        authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..]
            : null;
}
