namespace Blueshift.Tracking;

/// <summary>Is the status flag of an activity, as stored and sent.</summary>
public enum UserActivityStatus
{
    /// <summary>The user is active from the date on; <c>addition</c> on the wire.</summary>
    Addition,

    /// <summary>The user is not active from the date on; <c>removal</c> on the wire.</summary>
    Removal,
}
