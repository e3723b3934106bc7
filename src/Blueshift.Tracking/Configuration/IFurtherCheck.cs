namespace Blueshift.Tracking.Configuration;

/// <summary>Checks what a further package needs; its faults are told beside those of the settings.</summary>
internal interface IFurtherCheck
{
    /// <summary>Says what keeps the host from starting: one whole sentence or more for each, with what to do.</summary>
    IEnumerable<string> Faults(UserActivityTrackingOptions options);
}
