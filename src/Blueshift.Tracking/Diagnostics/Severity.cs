namespace Blueshift.Tracking.Diagnostics;

/// <summary>Is how bad what is wrong is, the least first; the numbers are those of the gauge <c>severity</c>.</summary>
internal enum Severity
{
    /// <summary>Nobody has to do anything.</summary>
    Ok = 0,

    /// <summary>Somebody should look at it in the day: nothing is lost.</summary>
    Degraded = 1,

    /// <summary>Something is lost, or will be, or only a person can mend it.</summary>
    Failing = 2,
}
