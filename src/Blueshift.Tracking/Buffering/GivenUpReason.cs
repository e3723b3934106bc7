namespace Blueshift.Tracking.Buffering;

/// <summary>
/// Says why a number will never come to the endpoint, or never came to a verdict there: the reasons of <see cref="DropReason"/> by
/// the same numbers, and one more. The names are the contract's.
/// </summary>
internal enum GivenUpReason : byte
{
    None = DropReason.None,
    Expired = DropReason.Expired,
    Erased = DropReason.Erased,
    Suppressed = DropReason.Suppressed,
    Damaged = DropReason.Damaged,
    DeadLettersFull = DropReason.DeadLettersFull,
    Deleted = DropReason.Deleted,
    Moved = DropReason.Moved,

    /// <summary>It was refused with its whole request, so that it is a dead letter that the endpoint knows nothing of.</summary>
    DeadLetter = byte.MaxValue,
}
