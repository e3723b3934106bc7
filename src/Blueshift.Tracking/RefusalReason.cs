namespace Blueshift.Tracking;

/// <summary>Says why an activity was not recorded. The caller knows; the counter <c>activities.refused</c> counts it.</summary>
public enum RefusalReason
{
    /// <summary>It was not refused.</summary>
    None,

    /// <summary>The buffer holds as many bytes as <c>Buffer:MaxBytes</c> allows. Nothing older is given up for it.</summary>
    BufferFull,

    /// <summary>The disk has no room for it, or too little would be left for the host.</summary>
    DiskFull,

    /// <summary>The storage failed. It may still be delivered, never twice: try again with the same activity id.</summary>
    StorageFault,

    /// <summary>The storage did not answer in time. It may still be delivered, never twice: try again with the same activity id.</summary>
    StorageTimeout,

    /// <summary>No key could be had to seal it.</summary>
    KeyUnavailable,

    /// <summary>The outbox table does not exist yet.</summary>
    OutboxMissing,

    /// <summary>Tracking has stopped with its host.</summary>
    Stopped,
}
