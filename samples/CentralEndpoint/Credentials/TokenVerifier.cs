using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CentralEndpoint.Credentials;

/// <summary>
/// Checks a token with the public key that its instance registered. The library checks signature, algorithm, issuer and audience; the
/// times are checked by the endpoint's own clock.
/// </summary>
internal sealed class TokenVerifier(TokenAudiences audiences, TimeProvider clock)
{
    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = SignedToken.MaxLength };

    // It would keep a signature provider of every key that ever came.
    private static readonly CryptoProviderFactory Uncached = new() { CacheSignatureProviders = false };

    /// <param name="token">Is of a form that is worth checking.</param>
    /// <param name="publicKey">The key as SubjectPublicKeyInfo.</param>
    /// <param name="instance">The only instance that the key speaks for.</param>
    public async Task<CredentialFault> CheckAsync(SignedToken token, byte[] publicKey, string instance)
    {
        if (!token.HasContractHeader)
        {
            return CredentialFault.TokenHeader;
        }

        var claims = TokenClaims.Read(token.Payload);
        var timeFault = claims?.FaultAt(clock.GetUtcNow()) ?? CredentialFault.TokenClaims;
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(publicKey, out _);
        var key = new ECDsaSecurityKey(ecdsa) { KeyId = token.KeyId, CryptoProviderFactory = Uncached };
        var result = await Handler.ValidateTokenAsync(token.Text, Parameters(key, instance, timeFault));
        return result.IsValid ? SubjectFault(claims) : Fault(result.Exception, claims, timeFault);
    }

    private TokenValidationParameters Parameters(ECDsaSecurityKey key, string instance, CredentialFault timeFault) =>
        new()
        {
            ValidAlgorithms = [SignedToken.Algorithm],
            ValidTypes = [SignedToken.Type],
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            ValidIssuer = instance,
            ValidAudiences = audiences.All,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            LifetimeValidator = (_, _, _, _) => timeFault == CredentialFault.None,
        };

    // The issuer is the key's instance already.
    private static CredentialFault SubjectFault(TokenClaims? claims) =>
        claims is null ? CredentialFault.TokenClaims
        : claims.Subject == claims.Issuer ? CredentialFault.None
        : CredentialFault.OtherInstance;

    // What somebody without the key wrote is a wrong signature, whatever else is wrong with it.
    private static CredentialFault Fault(Exception fault, TokenClaims? claims, CredentialFault timeFault) =>
        fault switch
        {
            SecurityTokenInvalidSignatureException => CredentialFault.WrongSignature,
            _ when claims is null => CredentialFault.TokenClaims,
            SecurityTokenInvalidIssuerException => CredentialFault.OtherInstance,
            SecurityTokenInvalidAudienceException => CredentialFault.OtherAddress,
            SecurityTokenInvalidLifetimeException => timeFault,
            _ => CredentialFault.Malformed,
        };
}
