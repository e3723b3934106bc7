namespace Blueshift.Tracking;

/// <summary>Says why an activity was given up after it was recorded. The counter <c>activities.dropped</c> counts each.</summary>
public enum DropReason
{
    /// <summary>It was not dropped.</summary>
    None,

    /// <summary>It waited longer than the operator's own age limit.</summary>
    Expired,

    /// <summary>Its person was erased on this side.</summary>
    Erased,

    /// <summary>The endpoint holds its person erased.</summary>
    Suppressed,

    /// <summary>Its bytes could not be read back.</summary>
    Damaged,

    /// <summary>The endpoint will never take it and there was no room to keep it as a dead letter.</summary>
    DeadLettersFull,

    /// <summary>An operator deleted its dead letter.</summary>
    Deleted,

    /// <summary>It was moved to the buffer of another client instance.</summary>
    Moved,
}
