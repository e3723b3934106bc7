namespace Blueshift.Tracking.Reconciling;

/// <summary>Says what is known of a user. The numbers are what the ledger holds.</summary>
internal enum LedgerStatus
{
    /// <summary>The endpoint has a removal as the latest.</summary>
    Removed = 0,

    /// <summary>The endpoint has an addition as the latest.</summary>
    Active = 1,

    /// <summary>The endpoint wants nothing of him: neither is he told, nor does he count.</summary>
    Suppressed = 2,

    /// <summary>He was there before tracking and active, and was not sent.</summary>
    Unsent = 3,
}
