using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace CentralEndpoint.Credentials;

/// <summary>Finds the client instance that a bearer credential belongs to.</summary>
internal sealed class CredentialAuthentication(
    StoredCredentials stored,
    TokenVerifier tokens,
    RefusedCredentials refused,
    TimeProvider clock
)
{
    private const string Scheme = "Bearer ";

    // Compared with where there is no key, so that an unknown key costs the same work as a wrong one.
    private static readonly byte[] NoHash = new byte[SHA256.HashSizeInBytes];
    private static readonly byte[] NobodysPublicKey = MakeNobodysPublicKey();

    /// <summary>
    /// Finds whose credential it is. Gives none for one that is absent, malformed, unknown, wrong, revoked or expired: the caller cannot
    /// tell which, the log can.
    /// </summary>
    public async Task<Caller?> FindAsync(StringValues authorization)
    {
        var text = BearerText(authorization);
        if (ApiKey.TryParse(text, out var key))
        {
            return await FindAsync(key.Id, CredentialKind.ApiKey, found => Task.FromResult(Check(key, found)));
        }

        if (SignedToken.TryRead(text, out var token))
        {
            return await FindAsync(
                token.KeyId,
                CredentialKind.Jwt,
                found => tokens.CheckAsync(token, found?.Row.Verifier ?? NobodysPublicKey, found?.Row.InstanceId ?? "")
            );
        }

        refused.Tell(text is null ? CredentialFault.Missing : CredentialFault.Malformed, keyId: null);
        return null;
    }

    private async Task<Caller?> FindAsync(
        string keyId,
        CredentialKind kind,
        Func<StoredCredential?, Task<CredentialFault>> checkAsync
    )
    {
        var found = await stored.FindAsync(keyId);
        if (found?.Row.Kind != kind)
        {
            found = null;
        }

        var now = clock.GetUtcNow();
        var fault = await checkAsync(found);
        if (found is null)
        {
            refused.Tell(CredentialFault.UnknownKey, keyId: null);
            return null;
        }

        if (fault == CredentialFault.None)
        {
            fault = FaultOf(found, now.ToUnixTimeMilliseconds());
        }

        if (fault != CredentialFault.None)
        {
            refused.Tell(fault, keyId);
            return null;
        }

        await stored.NoteUseAsync(found.Row, now);
        return new Caller(found.Row.InstanceId, found.IsInstanceRetired, found.Row.ExpiryDate());
    }

    private static CredentialFault Check(ApiKey key, StoredCredential? found) =>
        CryptographicOperations.FixedTimeEquals(found?.Row.Verifier ?? NoHash, key.Hash())
            ? CredentialFault.None
            : CredentialFault.WrongSecret;

    private static CredentialFault FaultOf(StoredCredential found, long now) =>
        found.Row.Revoked is not null ? CredentialFault.KeyRevoked
        : found.Row.IsLiveAt(now) ? CredentialFault.None
        : CredentialFault.KeyExpired;

    private static string? BearerText(StringValues authorization) =>
        authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..]
            : null;

    private static byte[] MakeNobodysPublicKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfo();
    }
}
