namespace CentralEndpoint.Instances;

/// <summary>What came of a change to the registers of instances and credentials. All but the first changed nothing.</summary>
internal enum RegisterOutcome
{
    Done,
    KnownInstance,
    KnownPublicKey,
    UnknownInstance,
    UnknownKey,
    Retired,
    RevokedBefore,
    TwoKeysLive,
}
