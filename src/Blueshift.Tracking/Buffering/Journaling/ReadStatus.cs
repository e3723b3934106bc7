namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Says what became of reading one sequence.</summary>
internal enum ReadStatus
{
    /// <summary>The record is there.</summary>
    Found,

    /// <summary>It was erased.</summary>
    Hole,

    /// <summary>It can never be read again.</summary>
    Damaged,

    /// <summary>It cannot be read now: the key is not at hand, or the disk does not answer.</summary>
    Unreadable,
}
