namespace Blueshift.Tracking.Transport.Trust;

/// <summary>Is what the policy says of a server.</summary>
/// <param name="Refusal">Why it is not trusted, as a clause after "the server"; <see langword="null"/> when it is.</param>
/// <param name="Revocation">What was found out about its revocation.</param>
internal sealed record PeerVerdict(string? Refusal, RevocationAnswer Revocation)
{
    public bool IsTrusted => Refusal is null;
}
