namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Says why a journal is left alone.</summary>
internal enum DormantReason
{
    /// <summary>A later version wrote it, or its name is another's.</summary>
    NotOurs,

    /// <summary>The key that opens it is not at hand.</summary>
    KeyMissing,

    /// <summary>It belongs to another client instance or endpoint.</summary>
    Foreign,
}
