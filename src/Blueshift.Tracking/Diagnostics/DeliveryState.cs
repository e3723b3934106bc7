namespace Blueshift.Tracking.Diagnostics;

/// <summary>Is how delivery is doing. The names are the contract's, in lower case.</summary>
internal enum DeliveryState
{
    /// <summary>The endpoint was not asked yet.</summary>
    Starting,

    /// <summary>The endpoint's last answer was one of the contract.</summary>
    Delivering,

    /// <summary>What failed may pass by itself, and is tried again.</summary>
    Waiting,

    /// <summary>Somebody has to mend something.</summary>
    Paused,

    /// <summary>The host stops.</summary>
    Stopping,
}
