namespace Blueshift.Tracking;

/// <summary>Says what became of a call to <see cref="IUserActivityTracker"/>.</summary>
public enum TrackStatus
{
    /// <summary>Nothing was said: the default value, as a mock returns it.</summary>
    None,

    /// <summary>The buffer has the activity; it will be delivered.</summary>
    Recorded,

    /// <summary>The activity is not recorded; <see cref="TrackResult.RefusalReason"/> says why.</summary>
    Refused,

    /// <summary>Tracking is switched off by <see cref="UserActivityTrackingOptions.Enabled"/>.</summary>
    Disabled,
}
