namespace Blueshift.Tracking.Diagnostics;

/// <summary>Is what may be wrong, the most severe first: the contract's closed list of reasons, in its order.</summary>
internal enum ConditionReason
{
    StorageFault,
    KeyUnavailable,
    BufferFull,
    OutboxMissing,
    CredentialRefused,
    EndpointRefused,
    NotOurEndpoint,
    TlsRefused,
    Damaged,
    Dropped,
    Unreachable,
    NearlyFull,
    DeadLetters,
    VolatileFolder,
    LocksMissing,
    ForeignWaiting,
    ClockSkew,
    BaselineUndecided,
    ReconcileStopped,

    /// <summary>Nothing is wrong.</summary>
    None,
}
