namespace Blueshift.Tracking.Buffering;

/// <summary>Says what becomes of a claimed activity.</summary>
internal enum SettlementKind
{
    /// <summary>Back to waiting; not settled.</summary>
    Release,

    /// <summary>The endpoint has it.</summary>
    Delivered,

    /// <summary>The endpoint will never take it; it is kept with its reason.</summary>
    DeadLetter,

    /// <summary>It is tried again at a later time; it still counts as waiting.</summary>
    Park,

    /// <summary>It is given up.</summary>
    Drop,
}
