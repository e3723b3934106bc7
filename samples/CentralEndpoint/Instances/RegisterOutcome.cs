namespace CentralEndpoint.Instances;

/// <summary>What came of a change to the register. All but the first changed nothing.</summary>
internal enum RegisterOutcome
{
    Done,
    UnknownInstance,
    UnknownKey,
    Retired,
    RevokedBefore,
    TwoKeysLive,
}
