namespace Blueshift.Tracking.Capture;

/// <summary>Says how an activity became known. The numbers are what the outbox holds, in the order in which it is sent.</summary>
internal enum ActivityOrigin
{
    /// <summary>It was seen when it happened.</summary>
    Live = 0,

    /// <summary>It was found later, by comparing.</summary>
    Reconciled = 1,

    /// <summary>The user was there when tracking began.</summary>
    Baseline = 2,
}
