namespace CentralEndpoint.Credentials;

/// <summary>The words for <see cref="CredentialFault"/> in the log.</summary>
internal static class CredentialFaults
{
    public static string ToWord(this CredentialFault fault) =>
        fault switch
        {
            CredentialFault.Missing => "missing",
            CredentialFault.Malformed => "malformed",
            CredentialFault.UnknownKey => "unknown-key",
            CredentialFault.WrongSecret => "wrong-secret",
            CredentialFault.WrongSignature => "wrong-signature",
            CredentialFault.TokenHeader => "token-header",
            CredentialFault.TokenClaims => "token-claims",
            CredentialFault.OtherInstance => "other-instance",
            CredentialFault.OtherAddress => "other-address",
            CredentialFault.TokenTooLong => "token-too-long",
            CredentialFault.TokenTooEarly => "token-too-early",
            CredentialFault.TokenExpired => "token-expired",
            CredentialFault.KeyRevoked => "key-revoked",
            CredentialFault.KeyExpired => "key-expired",
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };

    /// <summary>Says what it means and what to do, in a fixed sentence.</summary>
    public static string Explain(this CredentialFault fault) =>
        fault switch
        {
            CredentialFault.Missing => "a request had no bearer credential",
            CredentialFault.Malformed =>
                "it is neither an API key nor a signed token; a character may be wrong or missing",
            CredentialFault.UnknownKey => "no key of this kind has its id",
            CredentialFault.WrongSecret => "the id is known, the rest is not of that key",
            CredentialFault.WrongSignature =>
                "the token was not signed with the private key of the public key added here",
            CredentialFault.TokenHeader => "the token's header must be alg ES256, kid and typ JWT, and nothing else",
            CredentialFault.TokenClaims =>
                "the token must have iss, sub and aud as text, iat and exp as whole seconds, each once",
            CredentialFault.OtherInstance => "iss and sub of the token must be the instance that the key was added to",
            CredentialFault.OtherAddress =>
                "aud of the token is not an address of this endpoint; if the client's Endpoint is right, set "
                    + $"{CentralEndpointSettings.Name(nameof(CentralEndpointSettings.PublicAddress))} or "
                    + $"{nameof(CentralEndpointSettings.OtherPublicAddresses)} to it",
            CredentialFault.TokenTooLong => "exp of the token must be after iat, by 300 seconds at most",
            CredentialFault.TokenTooEarly => "the token is of the future; the client's clock, or this one, is wrong",
            CredentialFault.TokenExpired => "the token is of the past; the client's clock, or this one, is wrong",
            CredentialFault.KeyRevoked => "the key was revoked, and a client still uses it",
            CredentialFault.KeyExpired =>
                "the key expired, and a client still uses it; add another with instances key add",
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
}
