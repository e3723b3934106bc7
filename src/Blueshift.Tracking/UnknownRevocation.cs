namespace Blueshift.Tracking;

/// <summary>Says what happens when nobody tells whether the endpoint's certificate was revoked.</summary>
public enum UnknownRevocation
{
    /// <summary>Connects, counts it and says it once for each certificate chain. A certificate known to be revoked is always refused.</summary>
    Allow,

    /// <summary>Sends nothing and tries again later. A revocation list that cannot be read then holds delivery up.</summary>
    Refuse,
}
