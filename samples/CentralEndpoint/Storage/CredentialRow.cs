using CentralEndpoint.Credentials;

namespace CentralEndpoint.Storage;

/// <summary>A credential as the endpoint knows it: nothing that anybody could use. Times are Unix milliseconds.</summary>
internal sealed class CredentialRow
{
    public required string KeyId { get; init; }

    public required string InstanceId { get; init; }

    public required CredentialKind Kind { get; init; }

    /// <summary>Gets what it is checked against: the SHA-256 of an API key; the public key of what signs tokens, as SubjectPublicKeyInfo.</summary>
    public required byte[] Verifier { get; init; }

    public required long Created { get; init; }

    /// <summary>Gets when it ceases to be good by itself; absent for one that does not.</summary>
    public long? Expires { get; init; }

    /// <summary>Gets when it was last accepted, to the minute; absent if it never was.</summary>
    public long? LastUsed { get; init; }

    /// <summary>Gets or sets when an operator ended it; absent while nobody has.</summary>
    public long? Revoked { get; set; }

    /// <summary>Gives <see cref="Expires"/> as a date.</summary>
    public DateTimeOffset? ExpiryDate() => Expires is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;

    /// <summary>Gets whether it is good at a time.</summary>
    public bool IsLiveAt(long time) => Revoked is null && !(Expires <= time);
}
