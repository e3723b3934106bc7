namespace CentralEndpoint.Credentials;

/// <summary>Why a credential is refused. The log says it to the operator; the answer says it to nobody.</summary>
internal enum CredentialFault
{
    None,
    Missing,
    Malformed,
    UnknownKey,
    WrongSecret,
    WrongSignature,
    TokenHeader,
    TokenClaims,
    OtherInstance,
    OtherAddress,
    TokenTooLong,
    TokenTooEarly,
    TokenExpired,
    KeyRevoked,
    KeyExpired,
}
