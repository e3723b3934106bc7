namespace Blueshift.Tracking.Buffering;

/// <summary>Says where in a buffer an activity was found.</summary>
internal enum ArchiveStore
{
    /// <summary>It waits to be delivered, now or at a later time.</summary>
    Waiting,

    /// <summary>A request that carries it is under way.</summary>
    OnTheWire,

    /// <summary>The endpoint will never take it.</summary>
    DeadLetter,

    /// <summary>The buffer is done with it, and its bytes are still there.</summary>
    Settled,

    /// <summary>It is kept to compare with the user directory.</summary>
    Ledger,
}
