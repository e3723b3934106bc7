namespace CentralEndpoint.Credentials;

/// <summary>What a token says, each claim once and in the one form of the contract. Claims that are not named there are ignored.</summary>
internal sealed class TokenClaims
{
    /// <summary>Is how long a token may be good, in seconds: what is copied from a request is soon useless.</summary>
    public const long MaxLifetime = 300;

    /// <summary>Is by how many seconds the clocks of client and endpoint may differ.</summary>
    public const long Skew = 60;

    private TokenClaims(string issuer, string subject, string audience, long issuedAt, long expires, long? notBefore)
    {
        Issuer = issuer;
        Subject = subject;
        Audience = audience;
        IssuedAt = issuedAt;
        Expires = expires;
        NotBefore = notBefore;
    }

    public string Issuer { get; }

    public string Subject { get; }

    public string Audience { get; }

    public long IssuedAt { get; }

    public long Expires { get; }

    public long? NotBefore { get; }

    /// <summary>Gives none where a claim is absent, comes twice or has another form.</summary>
    public static TokenClaims? Read(ReadOnlyMemory<byte> payload)
    {
        using var json = TokenJson.ReadObject(payload);
        if (
            json?.RootElement is not { } claims
            || TokenJson.Text(claims, "iss") is not { } issuer
            || TokenJson.Text(claims, "sub") is not { } subject
            || TokenJson.Text(claims, "aud") is not { } audience
            || TokenJson.Seconds(claims, "iat") is not { } issuedAt
            || TokenJson.Seconds(claims, "exp") is not { } expires
        )
        {
            return null;
        }

        // The library's tokens have none. Who sets it means it.
        var notBefore = TokenJson.Seconds(claims, "nbf");
        return notBefore is null && claims.TryGetProperty("nbf", out _)
            ? null
            : new TokenClaims(issuer, subject, audience, issuedAt, expires, notBefore);
    }

    /// <summary>Says what is wrong with its times.</summary>
    public CredentialFault FaultAt(DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        if (Expires <= IssuedAt || Expires - IssuedAt > MaxLifetime)
        {
            return CredentialFault.TokenTooLong;
        }

        if (Math.Max(IssuedAt, NotBefore ?? 0) > seconds + Skew)
        {
            return CredentialFault.TokenTooEarly;
        }

        return Expires + Skew <= seconds ? CredentialFault.TokenExpired : CredentialFault.None;
    }
}
